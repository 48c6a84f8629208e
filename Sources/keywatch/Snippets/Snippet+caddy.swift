extension Snippet {
  static func caddy(_ keys: SnippetKeys) -> String {
    let placeholder = "{header.\(keys.header)}"
    let field = "request>headers>\(goName(keys.header))"
    let maps = keys.lines("  ") { key in
      """
      @keywatch_\(key.variable) header \(keys.header) {env.\(key.variable)}
        map @keywatch_\(key.variable) \(placeholder) {http.auth.user.id} {
          ""      none
          default \(key.label)
        }
      """
    }
    return #"""
      # /etc/caddy/keywatch.caddy: logs with which key every request came, and never a key.
      #
      # The Caddyfile begins with: import keywatch.caddy
      # its global options with:   import keywatch_errors
      # and every site with:       import keywatch
      #
      # The keys stay in variables: {env.…} is read with each request, while {$…} would put the key
      # into the configuration, which the admin endpoint shows. In a root shell that has them:
      #   key() { printf '%s=%s\n' "$1" "$2"; }
      #   (umask 077 && {
      #     \#(keys.lines("#     ") { "key \($0.variable) \"${\($0.variable):?}\"" })
      #   } > /etc/caddy/keywatch.env)
      #   systemctl edit caddy    # [Service], and below it EnvironmentFile=/etc/caddy/keywatch.env
      #   systemctl restart caddy    # a reload keeps the variables it had
      #
      # Caddy logs all headers of a request, with the key, in its error log too: both get a filter,
      # by delete. (hash in 2.6 changes the request itself, and every key is refused.) 2.6 has one
      # field for a user, user_id: it is set to the key's name, and called key. A site with basicauth
      # needs another way.
      # Logged: what Caddy logs, less the key, the query and the Referer, and the key's name.

      (keywatch_filter) {
        \#(field) delete
        request>headers>Referer delete
        request>uri regexp [?].* ""
        resp_headers delete
      }
      (keywatch_errors) {
        log {
          format filter {
            wrap json
            fields {
              import keywatch_filter
            }
          }
        }
      }
      (keywatch) {
        \#(maps)
        map \#(placeholder) {http.auth.user.id} {
          ""      none
          default unrecognized
        }
        log {
          output file /var/log/caddy/keywatch.log
          format filter {
            wrap json {
              time_key    ts
              time_format rfc3339_nano
            }
            fields {
              user_id rename key
              import keywatch_filter
            }
          }
        }
      }

      """#
  }

  /// A header's name as Go writes it, and Caddy in its log: X-Api-Key.
  private static func goName(_ header: String) -> String {
    header.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: "-")
  }
}
