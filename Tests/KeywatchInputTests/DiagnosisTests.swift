import Testing

@testable import KeywatchInput

struct DiagnosisTests {
  private static let id = "4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf"
  private static let command = "doctl apps logs \(id) web --follow"

  @Test(arguments: [
    (
      "Error: Unable to initialize DigitalOcean API client: access token is required. (hint: run 'doctl auth init')",
      "doctl is not logged in: doctl auth init"
    ),
    (
      "Error: GET https://api.digitalocean.com/v2/apps/\(id): 401 (request \"a\") Unable to authenticate you",
      "doctl's access token is not accepted: doctl auth init"
    ),
    (
      "Error: GET https://api.digitalocean.com/v2/apps/\(id): 404 (request \"a\") app not found",
      "there is no app \(id): doctl apps list"
    ),
    ("Error: Cannot find app \(id)", "there is no app \(id): doctl apps list"),
    (
      "Error: GET https://api.digitalocean.com/v2/apps/\(id)/deployments/d/logs?type=RUN&follow=true&tail_lines=-1&component_name=web: 404 (request \"a\") The resource you requested could not be found.",
      "the app has no component web: doctl apps spec get \(id)"
    ),
    (
      "Error: unable to retrieve logs; no deployment found for app \(id)",
      "the app is not deployed yet: doctl apps list-deployments \(id)"
    ),
    (
      "Error: GET https://api.digitalocean.com/v2/apps/\(id)/deployments/d/logs?component_name=web: 400 a deployment is in progress",
      "a deploy is in progress: doctl apps list-deployments \(id)"
    ),
    (
      "Error: error creating websocket connection: websocket: bad handshake",
      "the log of this deploy cannot be followed yet: doctl apps list-deployments \(id)"
    ),
    (
      "Error: Get \"https://api.digitalocean.com/v2/apps/\(id)\": dial tcp: lookup api.digitalocean.com: no such host",
      "DigitalOcean cannot be reached: curl -I https://api.digitalocean.com"
    ),
  ])
  func `what doctl says is told in one sentence with its cure`(line: String, text: String) {
    #expect(Diagnosis(of: line, from: Self.command)?.text == text)
  }

  @Test func `the same words of another program, and other words of doctl, mean nothing`() {
    #expect(Diagnosis(of: "access token is required", from: "curl x") == nil)
    #expect(Diagnosis(of: "Notice: hello", from: Self.command) == nil)
  }

  @Test(arguments: [
    ("/bin/sh: 1: doctl: not found", command, "doctl is not installed: sudo snap install doctl"),
    (
      "sh: line 1: stern: command not found", "stern web",
      "stern is not installed: command -v stern"
    ),
    ("", "X=1 /opt/a/follow b", "follow is not installed: command -v follow"),
    ("sh: 1: $(reboot): not found", "follow b", "follow is not installed: command -v follow"),
  ])
  func `status 127 is a program that is not installed`(
    line: String, command: String, text: String
  ) {
    #expect(Diagnosis(of: .status(127), saying: line, from: command)?.text == text)
    #expect(Diagnosis(of: .status(1), saying: line, from: command) == nil)
  }

  @Test(arguments: [
    ("doctl apps logs ID", "ID", nil), ("doctl apps logs 'my app", "my", "app"),
    ("DEBUG=1 doctl --context x apps logs --tail=9 \"ID\" web | grep a", "ID", "web"),
    ("tail -f x", nil, nil),
  ])
  func `app and component are the words after logs`(
    command: String, app: String?, component: String?
  ) {
    let words = CommandWords(command)
    #expect(words.app == app)
    #expect(words.component == component)
  }
}
