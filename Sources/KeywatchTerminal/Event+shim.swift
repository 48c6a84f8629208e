import CTerminal
import KeywatchDashboard

extension Event {
  /// An event as the shim tells it; nil for what no part of the dashboard reacts to.
  init?(_ event: kw_event) {
    switch Int(event.kind) {
    case KW_CHARACTER:
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: event.code)) else { return nil }
      self = .keystroke(Keystroke(scalar))
    case KW_KEY:
      guard let keystroke = Keystroke.named[Int(event.code)] else { return nil }
      self = .keystroke(keystroke)
    case KW_FUNCTION: self = .keystroke(.function(Int(event.code)))
    case KW_MOUSE:
      guard let button = MouseButton.named[Int(event.code)] else { return nil }
      self = .mouse(x: Int(event.x), y: Int(event.y), button: button)
    default: return nil
    }
  }
}

extension Keystroke {
  static let named: [Int: Keystroke] = [
    KW_UP: .up, KW_DOWN: .down, KW_LEFT: .left, KW_RIGHT: .right, KW_PAGE_UP: .pageUp,
    KW_PAGE_DOWN: .pageDown, KW_HOME: .home, KW_END: .end, KW_ENTER: .enter,
    KW_BACK_TAB: .backTab, KW_BACKSPACE: .backspace, KW_DELETE: .delete, KW_INSERT: .insert,
  ]

  /// The keystroke behind a typed scalar; Control with a letter arrives as a control character.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09: self = .tab
    case 0x0a, 0x0d: self = .enter
    case 0x1b: self = .escape
    case 0x08, 0x7f: self = .backspace
    case 0x01...0x1a: self = .control(Unicode.Scalar(UInt8(scalar.value) + 0x60))
    case 0x00, 0x1c...0x1f: self = .control(Unicode.Scalar(UInt8(scalar.value) + 0x40))
    default: self = .character(scalar)
    }
  }
}

extension MouseButton {
  static let named: [Int: MouseButton] = [
    KW_BUTTON_LEFT: .left, KW_WHEEL_UP: .wheelUp, KW_WHEEL_DOWN: .wheelDown,
  ]
}
