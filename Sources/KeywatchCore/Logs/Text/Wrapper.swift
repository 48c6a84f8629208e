/// What somebody put around a line on its way: a case, a row of `strip` and a file in `Wrappers` for each kind.
///
/// The first that fits is taken off, whatever was read before. None may fit a line that a shape reads as it is.
enum Wrapper: UInt8, CaseIterable {
  case winston
  case byteOrderMark, octetCount, syslogProtocol, syslog, component, console, compose, container
  case pod, papertrail, word, rails, logger, columns, platform, level

  /// Layers taken off a line at most.
  static let limit = 6

  /// Its name in `explain`.
  var name: String {
    switch self {
    case .winston: "winston"
    case .byteOrderMark: "byte order mark"
    case .octetCount: "octet count of syslog"
    case .syslogProtocol: "syslog (RFC 5424)"
    case .syslog: "syslog (RFC 3164)"
    case .component: "doctl"
    case .console: "console of App Platform"
    case .compose: "docker compose"
    case .container: "container runtime (CRI)"
    case .pod: "kubectl or stern"
    case .papertrail: "Papertrail archive"
    case .word: "event stream or cee"
    case .rails: "Ruby logger"
    case .logger: "logger"
    case .columns: "columns of zap"
    case .platform: "time of a platform"
    case .level: "level"
    }
  }

  /// The first layer that fits; nil where there is none.
  static func outermost(of line: TextLine) -> Layer? {
    for wrapper in allCases {
      if var layer = wrapper.strip(line), layer.length > 0 {
        layer.wrapper = wrapper
        return layer
      }
    }
    return nil
  }

  /// The layer, if the line begins with one of this kind.
  @inline(__always)
  func strip(_ line: TextLine) -> Layer? {
    switch self {
    case .winston: WinstonMessage.strip(line)
    case .byteOrderMark: ByteOrderMark.strip(line)
    case .octetCount: OctetCount.strip(line)
    case .syslogProtocol: SyslogProtocol.strip(line)
    case .syslog: SyslogLine.strip(line)
    case .component: ComponentPrefix.strip(line)
    case .console: ConsoleCopy.strip(line)
    case .compose: ComposePrefix.strip(line)
    case .container: ContainerLine.strip(line)
    case .pod: PodPrefix.strip(line)
    case .papertrail: PapertrailRow.strip(line)
    case .word: WordPrefix.strip(line)
    case .rails: RailsPrefix.strip(line)
    case .logger: LoggerPrefix.strip(line)
    case .columns: TabbedColumns.strip(line)
    case .platform: PlatformPrefix.strip(line)
    case .level: LevelPrefix.strip(line)
    }
  }
}

/// One layer around a line.
struct Layer {
  /// Bytes before what it wraps.
  var length: Int
  /// Of which kind it is; nil for one that was not looked for among all.
  var wrapper: Wrapper?
  /// The time it states, as it is written; nil where it states none.
  var time: Bytes?
  /// What the application says of what it wraps; nil where it says nothing.
  var words: Bytes?
  /// Whether the line goes on in the next one of the same stream.
  var isPartial = false
  /// Tells the streams of a source apart whose pieces are joined (`stdout`, `stderr`); 0 where none are.
  var stream: UInt8 = 0
  /// Whether a syslog daemon may have written control characters as `#033`.
  var isSyslog = false
  /// Whether it is an application's own, so that what follows may be words of a client's.
  var isLogger = false
  /// Bytes that it wraps, where it says so; what follows them is another line.
  var frame: Int?
}
