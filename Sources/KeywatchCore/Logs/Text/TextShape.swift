/// What a line that is no JSON object looks like: a case, a row of `read` and a file in `Shapes` each.
///
/// The first that fits wins, whatever was read before, so that a line means the same wherever it stands. Each is
/// strict about how the line begins, linear in its length, and leaves the record in any state where it does not fit.
enum TextShape: UInt8, CaseIterable {
  case logfmt
  case accessLog
  case haproxy, envoy, loadBalancer, proxyManager, cloudFront, iis, uwsgi, gin, chi, morgan
  case reprPairs, ltsv, structlogConsole, swiftLog, nginxError

  /// Its name in `explain`.
  var name: String {
    switch self {
    case .logfmt: "logfmt"
    case .accessLog: "access log"
    case .haproxy: "HAProxy"
    case .envoy: "Envoy"
    case .loadBalancer: "AWS load balancer"
    case .proxyManager: "Nginx Proxy Manager"
    case .cloudFront: "CloudFront"
    case .iis: "IIS"
    case .uwsgi: "uWSGI"
    case .gin: "gin"
    case .chi: "chi"
    case .morgan: "morgan"
    case .reprPairs: "name='value'"
    case .ltsv: "LTSV"
    case .structlogConsole: "structlog console"
    case .swiftLog: "swift-log"
    case .nginxError: "error log of nginx"
    }
  }

  /// How far its lines may be trusted: weak where words of an application or a client stand among the fields.
  var grade: Grade {
    switch self {
    case .reprPairs, .structlogConsole, .swiftLog, .nginxError: .weak
    default: .strong
    }
  }

  /// Reads the fields of a line: those known by their place into the record, those with names into `found`.
  @inline(__always)
  func read(_ line: TextLine, into record: inout Record, _ found: inout FoundValues) -> Bool {
    switch self {
    case .logfmt: LogfmtShape.read(line, into: &record, &found)
    case .accessLog: AccessLogShape.read(line, into: &record, &found)
    case .haproxy: HAProxyShape.read(line, into: &record)
    case .envoy: EnvoyShape.read(line, into: &record)
    case .loadBalancer: LoadBalancerShape.read(line, into: &record)
    case .proxyManager: ProxyManagerShape.read(line, into: &record)
    case .cloudFront: CloudFrontShape.read(line, into: &record)
    case .iis: IISShape.read(line, into: &record)
    case .uwsgi: UWSGIShape.read(line, into: &record)
    case .gin: GinShape.read(line, into: &record)
    case .chi: ChiShape.read(line, into: &record)
    case .morgan: MorganShape.read(line, into: &record)
    case .reprPairs: ReprPairsShape.read(line, into: &record, &found)
    case .ltsv: LTSVShape.read(line, into: &record, &found)
    case .structlogConsole: StructlogConsoleShape.read(line, into: &record, &found)
    case .swiftLog: SwiftLogShape.read(line, into: &record, &found)
    case .nginxError: NginxErrorShape.read(line, into: &record)
    }
  }
}
