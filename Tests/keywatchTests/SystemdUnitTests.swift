import Testing

@testable import keywatch

struct SystemdUnitTests {
  /// The settings of a section, each once.
  private func settings(of section: String) -> [String: String] {
    var settings: [String: String] = [:]
    var current = ""
    for line in SystemdUnit.text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        current = line.filter { $0 != "[" && $0 != "]" }
      } else if current == section, let sign = line.firstIndex(of: "=") {
        let name = String(line[..<sign])
        #expect(settings[name] == nil, "\(name) twice")
        settings[name] = String(line[line.index(after: sign)...])
      }
    }
    return settings
  }

  @Test(arguments: [
    ("Type", "notify"), ("ExecReload", "/bin/kill -HUP $MAINPID"), ("Restart", "on-failure"),
    ("RestartPreventExitStatus", "64 66 78"), ("User", "keywatch"),
    ("SupplementaryGroups", "adm"), ("EnvironmentFile", "/etc/keywatch/keywatch.env"),
    ("StateDirectory", "keywatch"), ("StateDirectoryMode", "0700"), ("UMask", "0077"),
    ("LimitCORE", "0"), ("NoNewPrivileges", "yes"), ("ProtectSystem", "strict"),
    ("ReadOnlyPaths", "/var/log"), ("CapabilityBoundingSet", ""),
    ("Environment", "HOME=/var/lib/keywatch XDG_STATE_HOME=/var/lib"),
    (
      "ExecStart",
      "/usr/local/bin/keywatch collect --config /etc/keywatch/keywatch.yaml"
        + " --state /var/lib/keywatch/keywatch.db"
    ),
  ])
  func `the service is closed in and comes back unless that is no cure`(
    name: String, value: String
  ) {
    #expect(settings(of: "Service")[name] == value)
  }

  @Test func `it is started with the machine, and it says how to install it`() {
    #expect(settings(of: "Install") == ["WantedBy": "multi-user.target"])
    for command in ["useradd --system", "keywatch.env", "systemctl enable --now keywatch"] {
      #expect(SystemdUnit.text.contains(command))
    }
    #expect(!SystemdUnit.text.contains("API_KEY=F") && SystemdUnit.text.hasSuffix("target\n"))
  }

  @Test func `it is printed for systemd`() throws {
    #expect(try SnippetCommand.parse(["systemd"]).snippet.name == "systemd")
    #expect(throws: (any Error).self) { try SnippetCommand.parse(["iis"]) }
    #expect(throws: (any Error).self) { try SnippetCommand.parse([]) }
  }
}
