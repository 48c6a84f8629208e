import Foundation

/// A real nginx on a loopback port that checks keys and logs who came with which, as JSON lines.
struct Nginx {
  /// Invented keys of the length that real ones have.
  static let dedicated = "FAKE-dedicated-" + String(repeating: "0a_B-", count: 9) + "0123"
  static let shared = "FAKE-shared-" + String(repeating: "9z_Y-", count: 10) + "98"

  enum Failure: Error { case didNotStart(String) }

  let port: Int
  private let curl: Program
  private let scratch: Scratch

  /// The path of its access log.
  var log: String { scratch.file("access.log") }

  /// Runs nginx while `body` sends it requests, and ends it.
  static func during<R>(in scratch: Scratch, _ body: (Nginx) throws -> R) throws -> R {
    let nginx = try Program(unpacked: "nginx")
    let server = Nginx(port: try Port.free(), curl: try Program(named: "curl"), scratch: scratch)
    try scratch.write(server.configuration.utf8, to: "nginx.conf")
    let errors = scratch.file("nginx.errors")
    try scratch.write([], to: "nginx.errors")
    let child = try nginx.start(
      ["-p", scratch.path, "-c", "nginx.conf", "-e", errors], in: scratch, output: errors,
      errors: errors)
    defer { child.end() }
    // The file with its process id comes after it has bound its port.
    let started = Deadline.poll(for: 30) { () -> Bool? in
      if FileManager.default.fileExists(atPath: scratch.file("nginx.pid")) { return true }
      return child.ending() == nil ? nil : false
    }
    guard started == true else {
      throw Failure.didNotStart(try scratch.text(of: "nginx.errors"))
    }
    return try body(server)
  }

  /// Sends `count` requests to tracking-ingest, with or without a key.
  func send(_ count: Int, key: String?) throws {
    let url = "http://127.0.0.1:\(port)/api/tracking-ingest/batch?n=[1-\(count)]"
    let header = key.map { ["-H", "X-API-Key: \($0)"] } ?? []
    let result = try curl.run(["-sS", "-o", "/dev/null"] + header + [url], in: scratch)
    guard result.status == 0 else { throw Failure.didNotStart(result.errors) }
  }

  /// Keys are matched by regular expressions: plain texts in a map would match ignoring case, and
  /// keys of 64 characters do not fit its default bucket.
  private var configuration: String {
    """
    daemon off;
    master_process off;
    pid nginx.pid;
    events {}
    http {
      map_hash_bucket_size 128;
      map $http_x_api_key $key_label {
        default unknown;
        "" none;
        "~^\(Self.dedicated)$" dedicated;
        "~^\(Self.shared)$" shared;
      }
      map $key_label $answer { default 401; dedicated 200; shared 200; }
      log_format keywatch escape=json '{"ts":"$time_iso8601","src":"$remote_addr",'
        '"method":"$request_method","path":"$uri","status":$status,"key":"$key_label",'
        '"ua":"$http_user_agent","rid":"$request_id"}';
      access_log access.log keywatch;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:\(port);
        location /api/ {
          if ($answer = 401) { return 401; }
          return 200;
        }
      }
    }

    """
  }
}
