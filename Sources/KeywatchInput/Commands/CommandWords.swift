/// The words of a command that are said again when it fails.
struct CommandWords: Sendable {
  /// The program that is run: doctl where it is any of them, else the first; variables that are set
  /// before it aside.
  let program: String
  /// doctl's app and component: the words after `logs` that are no flags.
  let app: String?
  let component: String?

  init(_ command: String) {
    let words = command.split { " \t\n".contains($0) }.map(String.init)
    let programs = words.filter { !$0.contains("=") && $0 != "exec" }
      .compactMap { $0.split(separator: "/").last.map(String.init) }
    program = programs.contains("doctl") ? "doctl" : programs.first ?? "sh"
    let names = words.drop { $0 != "logs" }.dropFirst().prefix { !"|;&<>".contains($0.prefix(1)) }
      .filter { !$0.hasPrefix("-") }
    app = names.first.map(Self.unquoted)
    component = names.dropFirst().first.map(Self.unquoted)
  }

  /// A sentence with the app and the component at their places.
  func filling(_ text: String) -> String {
    text.replacing("APP", with: app ?? "APP")
      .replacing("COMPONENT", with: component ?? "of this name")
  }

  private static func unquoted(_ word: String) -> String {
    word.trimming { "\"'".contains($0) }
  }
}

extension String {
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
    String(drop(while: isDropped).reversed().drop(while: isDropped).reversed())
  }
}
