extension Snippet {
  static func nginx(_ keys: SnippetKeys) -> String {
    let variable = "$http_" + String(keys.header.lowercased().map { $0 == "-" ? "_" : $0 })
    return #"""
      # /etc/nginx/conf.d/keywatch.conf: logs with which key every request came, and never a key.
      #
      # The keys themselves go into a file of their own. In a root shell that has the variables:
      #   key() { printf '"~^\\Q%s\\E$" "%s %.16s";\n' "$2" "$1" "$(printf %s "$2" | sha256sum)"; }
      #   (umask 077 && {
      #     \#(keys.calls("#     "))
      #   } > /etc/nginx/keywatch.keys)
      #   nginx -t && systemctl reload nginx
      # An earlier value of a key gets a line of its own, with the same name. After a change, reload.
      #
      # They are regular expressions because nginx compares plain texts in a map ignoring case, and
      # has no room for long ones. A server with an access_log of its own needs the one below too.
      # Logged: time, peer, X-Forwarded-For, method, path without the query, status, user agent,
      # request id, the key's name and the first 16 digits of its SHA-256.

      map \#(variable) $keywatch {
        default "unknown -";
        ""      "none -";
        include /etc/nginx/keywatch.keys;
      }
      map $keywatch    $keywatch_key  { "~^(?<keywatch_name>\S+) "         $keywatch_name; }
      map $keywatch    $keywatch_fp   { "~ (?<keywatch_digits>[0-9a-f]+)$" $keywatch_digits; }
      map $request_uri $keywatch_path { "~^(?<keywatch_target>[^?]*)"      $keywatch_target; }

      log_format keywatch escape=json
        '{"ts":"$time_iso8601","source":"$remote_addr","forwarded_for":"$http_x_forwarded_for",'
        '"method":"$request_method","path":"$keywatch_path","status":$status,'
        '"user_agent":"$http_user_agent","request_id":"$request_id",'
        '"auth":{"key":"$keywatch_key","key_fp":"$keywatch_fp"}}';
      access_log /var/log/nginx/keywatch.log keywatch;

      """#
  }
}
