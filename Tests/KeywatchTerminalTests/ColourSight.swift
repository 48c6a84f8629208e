import Glibc

/// A colour as light: linear red, green and blue, and how eyes of four kinds see it.
struct ColourSight {
  let light: [Double]

  /// How an eye sees: the matrices are Machado, Oliveira and Fernandes 2009, severity 1.
  enum Eye: CaseIterable {
    case common, protan, deutan, tritan

    var matrix: [[Double]] {
      switch self {
      case .common: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protan:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
          [-0.003882, -0.048116, 1.051998],
        ]
      case .deutan:
        [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
          [-0.011820, 0.042940, 0.968881],
        ]
      case .tritan:
        [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
          [0.004733, 0.691367, 0.303900],
        ]
      }
    }
  }

  init(red: Int, green: Int, blue: Int) {
    light = [red, green, blue].map { value in
      let part = Double(value) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
  }

  /// One of the colours 16 to 255 of a 256-colour terminal: the cube, then the greys.
  init(index: UInt8) {
    let place = Int(index) - 16
    guard place < 216 else {
      let grey = 8 + 10 * (place - 216)
      self.init(red: grey, green: grey, blue: grey)
      return
    }
    let levels = [0, 95, 135, 175, 215, 255]
    self.init(red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
  }

  /// The contrast of WCAG 2, from 1 to 21.
  func contrast(to other: ColourSight) -> Double {
    let (darker, lighter) = luminance < other.luminance ? (self, other) : (other, self)
    return (lighter.luminance + 0.05) / (darker.luminance + 0.05)
  }

  /// The least distance (CIELAB, dE76) that any of the eyes sees.
  func distance(to other: ColourSight) -> Double {
    let distances = Eye.allCases.map { eye in
      zip(lab(eye), other.lab(eye)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }
    return distances.min() ?? 0
  }

  private var luminance: Double { 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] }

  private func lab(_ eye: Eye) -> [Double] {
    let seen = Self.product(eye.matrix, light).map { min(1, max(0, $0)) }
    let xyz = Self.product(
      [
        [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
      ], seen)
    let parts = zip(xyz, [0.95047, 1, 1.08883]).map { value, white in
      let part = value / white
      return part > 216 / 24389.0 ? cbrt(part) : (24389 / 27.0 * part + 16) / 116
    }
    return [
      116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2]),
    ]
  }

  private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).map { $0 * $1 }.reduce(0, +) }
  }
}
