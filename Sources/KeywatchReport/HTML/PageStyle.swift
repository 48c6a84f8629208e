import Crypto
import Foundation

/// The one style of the page: light, dark and on paper.
enum PageStyle {
  /// What the page's security policy lets through: the SHA-256 of the style, in base 64.
  static var hash: String { Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString() }

  static let text = """

    :root { --page: #ffffff; --text: #1b1f24; --quiet: #59636e; --rule: #d1d9e0; --band: #f3f5f7;
      --good: #1a7f37; --wait: #9a6700; --bad: #c0182b;
      --key0: #0f766e; --key1: #c2571a; --key2: #5b5bd6; --key3: #8a6d00; --none: #7d8590; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --page: #14181d; --text: #e6e9ec; --quiet: #9aa4ae; --rule: #3a424b; --band: #1e242b;
        --good: #4fc36b; --wait: #d9a514; --bad: #ff7b7b;
        --key0: #3fb8ad; --key1: #f08c4b; --key2: #9d9dff; --key3: #d0b13c; --none: #9aa4ae; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: var(--page);
      color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
    h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; }
    .remark, .audience, footer { color: var(--quiet); font-size: .875rem; margin: .25rem 0; }
    .audience { border: 1px solid var(--rule); padding: .25rem .75rem; display: inline-block; }
    .verdict { border-left: .4rem solid var(--wait); background: var(--band); padding: .75rem 1rem;
      font-size: 1.125rem; margin: .5rem 0; }
    .verdict.good { border-color: var(--good); } .verdict.bad { border-color: var(--bad); }
    .next { padding: 0 1rem; margin: .5rem 0; }
    dl { display: grid; grid-template-columns: 15rem 1fr; margin: 1.25rem 0; }
    dt, dd { margin: 0; padding: .4rem 0; border-top: 1px solid var(--rule); }
    dt { font-weight: 600; }
    figure { margin: .5rem 0 1rem; overflow-x: auto; }
    svg { width: 100%; min-width: 38rem; height: auto; display: block; }
    svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
    svg text.small { fill: var(--quiet); font-size: 11.5px; }
    svg text.old { fill: var(--key1); font-size: 16px; }
    svg text.new { fill: var(--key0); font-size: 16px; }
    svg .rule { fill: var(--rule); } svg .seen { fill: var(--key0); }
    svg .hole { fill: var(--bad); } svg .rejected { fill: var(--bad); }
    svg .done { fill: var(--good); } svg .active, svg .pending { fill: var(--wait); }
    svg .regressed, svg .blocked { fill: var(--bad); }
    svg .key0 { fill: var(--key0); } svg .key1 { fill: var(--key1); }
    svg .key2 { fill: var(--key2); } svg .key3 { fill: var(--key3); }
    svg .unknown { fill: var(--bad); } svg .keyless { fill: var(--none); }
    svg .unlabelled { fill: var(--rule); }
    .table { overflow-x: auto; margin: .5rem 0; }
    table { border-collapse: collapse; font-size: .8125rem; width: 100%; overflow-wrap: normal; }
    th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0;
      border-bottom: 1px solid var(--rule); }
    th { color: var(--quiet); font-weight: 600; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .time { white-space: nowrap; font-variant-numeric: tabular-nums; }
    td.text { overflow-wrap: anywhere; min-width: 6rem; }
    @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { border: 0; padding-top: 0; } }
    @media print {
      body { max-width: none; padding: 0; font-size: 10pt; }
      figure, tr, .verdict, dl { break-inside: avoid; } h2, h3 { break-after: avoid; }
      svg { min-width: 0; }
      svg rect, .verdict { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

    """
}
