/// What the snippets for Python have in common.
enum PythonSnippet {
  /// The table of keys, and `identify`, from a presented value's bytes to what may be logged of it.
  static func identify(_ keys: SnippetKeys) -> String {
    """
    KEYS = {\(keys.lines("        ", ending: ",") { "\"\($0.variable)\": \"\($0.label)\"" })}
    SECRET = os.environb.get(b"KEYWATCH_SECRET") or os.urandom(32)
    VALUES = [(os.environb.get((variable + suffix).encode(), b""), name)
              for variable, name in KEYS.items() for suffix in ("_PREVIOUS", "")]
    KNOWN = {hashlib.sha256(value).hexdigest()[:16]: name for value, name in VALUES if value.strip()}

    def identify(value):
        known, unknown = hashlib.sha256(value).hexdigest()[:16], hmac.new(SECRET, value, "sha256").hexdigest()[:16]
        name = KNOWN.get(known, "unknown" if value else "none")
        return {"key": name, "key_fp": known if known in KNOWN else unknown if value else None}
    """
  }
}
