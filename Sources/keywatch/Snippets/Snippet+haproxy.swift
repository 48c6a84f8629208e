extension Snippet {
  static func haproxy(_ keys: SnippetKeys) -> String {
    let header = "req.fhdr(\(keys.header))"
    let fingerprint = "bytes(0,8),hex,lower"
    return #"""
      # Lines for /etc/haproxy/haproxy.cfg: log with which key every request came, and never a key.
      #
      # No key is needed here, only how the SHA-256 of each begins. In a root shell with the variables:
      #   key() { printf '%.16s %s\n' "$(printf %s "$2" | sha256sum)" "$1"; }
      #   (umask 077 && {
      #     \#(keys.calls("#     "))
      #   } > /etc/haproxy/keywatch.map)
      #   systemctl reload haproxy
      # An earlier value of a key gets a line of its own, with the same name. After a change, reload.
      # Its log is then in the journal: keywatch --command 'journalctl -u haproxy -o cat -n 10000 -f'
      #
      # The length matters: HAProxy cuts lines at 1024 bytes. fhdr matters: hdr ends at a comma.
      # Values are escaped by json(): +E would write \], which is no JSON.
      # Logged: time, peer, X-Forwarded-For's first, method, path without the query, status, duration,
      # user agent, the key's name and fingerprint. An unknown key's is an HMAC under a secret that
      # nobody keeps; to keep one: set-var proc.keywatch_secret str(BASE64), openssl rand -base64 32.

      global
        log stdout len 16384 format raw local0
        set-var proc.keywatch_secret uuid(),base64

      # In every frontend, before its other http-request lines, so that it sees what they refuse:
      frontend web
        log global
        option dontlognull
        http-request set-var(txn.keywatch_key) str(none)
        http-request set-var(txn.keywatch_fp) \#(header),sha2(256),\#(fingerprint) if { \#(header) -m len gt 0 }
        http-request set-var(txn.keywatch_key) var(txn.keywatch_fp),map_str(/etc/haproxy/keywatch.map,unknown) if { var(txn.keywatch_fp) -m found }
        http-request set-var(txn.keywatch_fp) \#(header),hmac(sha256,proc.keywatch_secret),\#(fingerprint) if { var(txn.keywatch_key) -m str unknown }
        http-request set-var(txn.keywatch_path) path
        http-request set-var(txn.keywatch_agent) req.fhdr(User-Agent)
        http-request set-var(txn.keywatch_for) req.hdr(X-Forwarded-For,1)
        log-format '{"ts":"%[date,utime(%Y-%m-%dT%H:%M:%SZ)]","source":"%ci","forwarded_for":"%[var(txn.keywatch_for),json(utf8s)]","method":"%[capture.req.method,json(utf8s)]","path":"%[var(txn.keywatch_path),json(utf8s)]","status":%ST,"duration_ms":%Ta,"user_agent":"%[var(txn.keywatch_agent),json(utf8s)]","auth":{"key":"%[var(txn.keywatch_key)]","key_fp":"%[var(txn.keywatch_fp)]"}}'

      """#
  }
}
