/// Notes what is found out about each line while a `Monitor` reads it.
struct Explainer: Sendable {
  typealias Step = Explanation.Step

  /// A record that was read; how it is counted may depend on the lines that follow.
  struct Part {
    var steps: [Step]
    /// The request it describes by itself, and the rules that name its caller.
    var request: Request?
    var rules: [String] = []
    var outcome: Explanation.Outcome?
    /// Why it is suspect, where that does not lie in other lines.
    var doubt: String?
    /// What it has of a request, and what an object that is none lacks.
    var hasFields = false
    var broken: String?
  }

  let configuration: Configuration
  let masker: Masker
  /// Lines by where they begin.
  var lines: [Int: (number: Int, parts: [Part])] = [:]
  /// What was taken off the record that is being read, and what it then looked like.
  private var layers: [Step] = []
  private var shape: String?
  private var fields: [Step] = []
  /// How many layers were off when the fields were found.
  private var depth = 0
  private var broken: String?

  /// For a region that ends with a newline.
  init(_ configuration: Configuration, region: UnsafeRawBufferPointer) {
    self.configuration = configuration
    masker = Masker(configuration)
    var start = 0
    while start < region.count {
      lines[start] = (lines.count + 1, [])
      start = (region[start...].firstIndex(of: 0x0a) ?? region.count) + 1
    }
  }

  /// Where the line begins in which a record does.
  private func start(of range: Range<Int>) -> Int {
    if lines[range.lowerBound] != nil { return range.lowerBound }
    return lines.keys.filter { $0 < range.lowerBound }.max() ?? range.lowerBound
  }

  /// An object takes several lines: it is told of the first one.
  mutating func takeSpread(_ range: Range<Int>) {
    let step = Step("object", "it begins in a line above, and is read there")
    for start in lines.keys where start > range.lowerBound && start < range.upperBound {
      lines[start]?.parts.append(Part(steps: [step], outcome: .piece))
    }
  }

  /// What was noted, a line each.
  var explanations: [Explanation] {
    lines.values.sorted { $0.number < $1.number }.map { line in
      var explanation = Explanation(number: line.number)
      for (index, part) in line.parts.enumerated() {
        if line.parts.count > 1 {
          explanation.steps.append(Step("record", "\(index + 1) of this line"))
        }
        explanation.steps += part.steps
      }
      explanation.outcomes = line.parts.compactMap(\.outcome)
      return explanation
    }
  }

  /// A wrapper is taken off the line that begins at `start`.
  mutating func take(_ layer: Layer, _ start: UnsafePointer<UInt8>) {
    let around = shown(Bytes(base: start, count: layer.length), limit: 60)
    let name = layer.wrapper?.name ?? "wrapper"
    descend(Step("wrapper", around.isEmpty ? name : "\(name): \(around)"))
  }

  /// Control characters are taken out, or UTF-16 becomes UTF-8.
  mutating func clean(isWide: Bool) {
    descend(Step("cleaned", isWide ? "of the zeros of UTF-16" : "of control characters"))
  }

  /// The line stands in a field of an object.
  mutating func open(_ name: [UInt8]?) {
    let field = name.map { ", in its field " + shown($0, limit: 60) } ?? ""
    descend(Step("wrapper", "JSON object" + field))
  }

  /// The object holds several records.
  mutating func open(batch kind: RecordBatch.Kind) {
    let name =
      switch kind {
      case .objects: "log events of CloudWatch"
      case .attributed: "log records of OpenTelemetry"
      case .pairs: "values of Loki"
      }
    descend(Step("wrapper", "JSON object with several records: \(name)"))
  }

  private mutating func descend(_ step: Step) {
    layers.append(step)
    shape = nil
    broken = nil
  }

  /// What shape of text the line has.
  mutating func take(_ result: LineDecoder.TextResult) {
    if case .read(let known) = result { shape = known.name } else { shape = nil }
  }

  /// The line is words about a key.
  mutating func takeSentence() { shape = "a sentence about a key" }

  /// The line is one that a server writes when it starts.
  mutating func takeStart() { layers.append(Step("mark", "a server's start")) }

  /// An object ends at a byte before it is complete.
  mutating func takeBreak(at offset: Int, of count: Int) {
    broken =
      offset >= count
      ? "the object is not complete where the line ends"
      : "what stands at byte \(offset + 1) of \(count) is no JSON"
  }

  /// Keeps the fields of a record that is no request.
  mutating func take(_ record: borrowing Record, _ decoder: borrowing LineDecoder) {
    guard record.present != 0 else { return }
    fields = described(record, decoder)
    depth = layers.count
  }

  /// A record is read.
  mutating func add(
    _ content: OpenLine.Content, _ context: LineContext, _ record: borrowing Record,
    _ decoder: borrowing LineDecoder, _ reader: borrowing RequestReader
  ) {
    var part = Part(steps: layers)
    switch content {
    case .request(let request):
      part.request = request
      part.rules = reader.attributes(of: record, naming: request.caller)
      part.steps.append(Step("shape", form(context)))
      part.steps.append(time(of: request, record, decoder, context))
      part.steps += described(record, decoder)
    case .suspect:
      part.doubt = Self.doubt(context)
    case .undecoded(.notARequest):
      if !fields.isEmpty {
        // Where nothing was found in a field of it, the object itself is what counts.
        part.steps = layers.prefix(depth) + [Step("shape", shape ?? "JSON object")] + fields
        part.hasFields = true
      }
    case .undecoded: part.broken = broken
    case .blank, .outside, .merged: break
    }
    lines[start(of: context.range)]?.parts.append(part)
    forget()
  }

  private mutating func forget() {
    layers = []
    shape = nil
    fields = []
    broken = nil
  }

  private func form(_ context: LineContext) -> String {
    if context.isText { return shape ?? "text" }
    return context.isRepaired ? "JSON object, its quotes put in order" : "JSON object"
  }

  /// Something before the record is not understood; the record itself comes next.
  mutating func drop(_ reason: Undecoded, _ range: Range<Int>) {
    let step = Step("undecoded", reason.word + ": " + Self.explained(reason))
    lines[start(of: range)]?.parts.append(Part(steps: [step], outcome: .undecoded(reason)))
  }

  /// The line is a piece that waits for the others.
  mutating func keepPiece(_ range: Range<Int>) {
    let step = Step("piece", "the line goes on in a later one, and is read there")
    lines[start(of: range)]?.parts.append(Part(steps: layers + [step], outcome: .piece))
    forget()
  }

  /// The first record of a line that is not counted yet is counted.
  mutating func settle(_ content: OpenLine.Content, _ range: Range<Int>, _ tally: borrowing Tally) {
    guard let line = lines[start(of: range)],
      let number = line.parts.firstIndex(where: { $0.outcome == nil })
    else { return }
    let (steps, outcome) = conclusion(content, line.parts[number], tally)
    lines[start(of: range)]?.parts[number].steps += steps
    lines[start(of: range)]?.parts[number].outcome = outcome
  }
}
