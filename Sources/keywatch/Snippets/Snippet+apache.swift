extension Snippet {
  static func apache(_ keys: SnippetKeys) -> String {
    #"""
    # /etc/apache2/conf-available/keywatch.conf: logs with which key every request came, never a key.
    #
    # The keys themselves go into a file of their own. In a root shell that has the variables:
    #   key() { printf 'SetEnvIf \#(keys.header) "^\\Q%s\\E$" keywatch_key=%s keywatch_fp=%.16s\n' \
    #     "$2" "$1" "$(printf %s "$2" | sha256sum)"; }
    #   (umask 077 && {
    #     \#(keys.calls("#     "))
    #   } > /etc/apache2/keywatch.keys)
    #   a2enmod setenvif && a2enconf keywatch && systemctl reload apache2
    # An earlier value of a key gets a line of its own, with the same name. After a change, reload.
    #
    # Apache writes \xhh for what is not ASCII, which is no JSON: such texts are logged with %hh.
    # GlobalLog, because a CustomLog is not for virtual hosts that have one of their own. < takes
    # what belongs to the client's request, not to the page that says it was refused.
    # Logged: time, peer, X-Forwarded-For's first, method, path without the query, status, duration,
    # user agent, the key's name and the first 16 digits of its SHA-256.

    SetEnvIf \#(keys.header) "^"  keywatch_key=unknown
    SetEnvIf \#(keys.header) "^$" keywatch_key=none
    Include /etc/apache2/keywatch.keys
    SetEnvIfExpr "escape(%{REQUEST_URI}) =~ /^(.*)$/"     keywatch_path=$1
    SetEnvIf Request_URI "^([ -~]*)$"                     keywatch_path=$1
    SetEnvIfExpr "escape(%{HTTP:User-Agent}) =~ /^(.*)$/" keywatch_agent=$1
    SetEnvIf User-Agent "^([ -~]*)$"                      keywatch_agent=$1
    SetEnvIf X-Forwarded-For "^ *([0-9A-Fa-f.:]+)"        keywatch_for=$1

    LogFormat "{\"ts\":\"%{end:%Y-%m-%dT%H:%M:%S}t.%{end:msec_frac}t%{%z}t\",\
    \"source\":\"%a\",\"forwarded_for\":\"%<{keywatch_for}e\",\"method\":\"%m\",\
    \"path\":\"%<{keywatch_path}e\",\"status\":%>s,\"duration_ms\":%{ms}T,\
    \"user_agent\":\"%<{keywatch_agent}e\",\
    \"auth\":{\"key\":\"%<{keywatch_key}e\",\"key_fp\":\"%<{keywatch_fp}e\"}}" keywatch
    GlobalLog ${APACHE_LOG_DIR}/keywatch.log keywatch

    """#
  }
}
