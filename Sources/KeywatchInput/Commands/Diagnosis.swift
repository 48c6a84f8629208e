/// What is wrong with a command, and the command that cures it.
struct Diagnosis: Hashable, Sendable {
  let sentence: String
  let cure: String

  /// One clause for the screen: `doctl is not logged in: doctl auth init`.
  var text: String { "\(sentence): \(cure)" }

  /// Words that stand together in a line of standard error, in lower case, and what they mean.
  private struct Sign: Sendable {
    let words: [String]
    let sentence: String
    let cure: String

    init(_ words: String..., sentence: String, cure: String) {
      self.words = words
      self.sentence = sentence
      self.cure = cure
    }
  }

  /// Of doctl, the most certain first; its own words are those of version 1.117 and later.
  private static let signs = [
    Sign(
      "access token is required", sentence: "doctl is not logged in", cure: "doctl auth init"),
    Sign(
      "unable to authenticate you", sentence: "doctl's access token is not accepted",
      cure: "doctl auth init"),
    Sign(
      "not authorized", sentence: "doctl's access token may not read this app",
      cure: "doctl auth init"),
    Sign("cannot find app", sentence: "there is no app APP", cure: "doctl apps list"),
    Sign(
      "no deployment found", sentence: "the app is not deployed yet",
      cure: "doctl apps list-deployments APP"),
    Sign(
      "deploy", "in progress", sentence: "a deploy is in progress",
      cure: "doctl apps list-deployments APP"),
    Sign(
      "no logs found for app component", sentence: "the deploy has no logs yet",
      cure: "doctl apps list-deployments APP"),
    Sign(
      "bad handshake", sentence: "the log of this deploy cannot be followed yet",
      cure: "doctl apps list-deployments APP"),
    Sign(
      "component_name=", ": 404", sentence: "the app has no component COMPONENT",
      cure: "doctl apps spec get APP"),
    Sign(
      "component_name=", ": 400", sentence: "the app has no component COMPONENT",
      cure: "doctl apps spec get APP"),
    Sign(
      "component", "not found", sentence: "the app has no component COMPONENT",
      cure: "doctl apps spec get APP"),
    Sign(
      "component", "does not exist", sentence: "the app has no component COMPONENT",
      cure: "doctl apps spec get APP"),
    Sign("/v2/apps/", ": 404", sentence: "there is no app APP", cure: "doctl apps list"),
    Sign("/v2/apps/", ": 400", sentence: "APP is no app's id", cure: "doctl apps list"),
    Sign(
      "missing required arguments", sentence: "no app is named", cure: "doctl apps list"),
    Sign("unknown flag", sentence: "doctl does not know a flag", cure: "doctl apps logs --help"),
    Sign(
      "unknown command", sentence: "doctl does not know the command",
      cure: "doctl apps logs --help"),
    Sign(
      "dial tcp", sentence: "DigitalOcean cannot be reached",
      cure: "curl -I https://api.digitalocean.com"),
  ]

  /// What a line of a command's standard error means; nil where it is not known.
  init?(of line: String, from command: String) {
    let words = CommandWords(command)
    guard words.program == "doctl" else { return nil }
    let line = line.lowercased()
    guard let sign = Self.signs.first(where: { $0.words.allSatisfy(line.contains) }) else {
      return nil
    }
    sentence = words.filling(sign.sentence)
    cure = words.filling(sign.cure)
  }

  /// What a status of 127 or 126 means, which the shell gives.
  init?(of ending: CommandEnding, saying line: String, from command: String) {
    let words = CommandWords(command)
    switch ending.shellStatus {
    case 127:
      let program = Self.missing(in: line) ?? words.program
      sentence = "\(program) is not installed"
      cure = program == "doctl" ? "sudo snap install doctl" : "command -v \(program)"
    case 126:
      sentence = "\(words.program) may not be run"
      cure = "ls -l $(command -v \(words.program))"
    default: return nil
    }
  }

  /// The program that a shell did not find: `sh: 1: doctl: not found`, `sh: doctl: command not
  /// found`.
  private static func missing(in line: String) -> String? {
    let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
    guard let end = parts.firstIndex(where: { $0.hasSuffix("not found") }), end > 0 else {
      return nil
    }
    let name = parts[end - 1]
    let isName =
      !name.isEmpty
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
    return isName ? String(name) : nil
  }
}
