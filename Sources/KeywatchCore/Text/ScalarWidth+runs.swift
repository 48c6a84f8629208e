extension ScalarWidth {
  /// Every scalar from U+0000 on as run lengths: x escaped, n narrow, w wide, m mark; beyond all x.
  ///
  /// Made from Python's `unicodedata` 14.0, glibc 2.36's `wcwidth` and PyPI's wcwidth 0.9.4: a
  /// scalar is n, w or m where both give 1, 2 or 0 columns. Escaped besides: controls, formats,
  /// blanks but U+0020, private and unassigned ones, invisible letters, spacing marks and viramas,
  /// skin tones, regional letters, variation selectors, and the historic scripts of plane 1 (for a
  /// small table).
  static let runs: StaticString = """
    32x 95n 34x 12n 1x 594n 79m 1x 32m 8n 2x 6n 4x 7n 1x 1n 1x 20n 1x 224n 7m 166n 1x 38n 2x 50n \
    2x 3n 1x 45m 1n 1m 1n 2m 1n 2m 1n 1m 8x 27n 4x 6n 17x 10n 11m 1n 1x 46n 21m 16n 1m 101n 7m \
    1x 1n 6m 2n 2m 1n 4m 32n 2x 1n 1m 30n 27m 2x 89n 11m 1n 14x 43n 9m 7n 2x 1m 24n 4m 1n 9m 1n \
    3m 1n 5m 2x 15n 1x 25n 3m 2x 1n 1x 11n 5x 31n 9x 8m 42n 24m 1x 32m 1x 54n 1m 1x 1m 1n 3x 8m \
    7x 1n 7m 10n 2m 29n 1m 3x 8n 2x 2n 2x 22n 1x 7n 1x 1n 3x 4n 2x 1m 1n 3x 4m 9x 1n 13x 2n 1x \
    3n 2m 2x 24n 1m 2x 2m 2x 6n 4x 2n 2x 22n 1x 7n 1x 2n 1x 2n 1x 2n 2x 1m 4x 2m 4x 2m 2x 2m 4x \
    1m 7x 4n 1x 1n 7x 10n 2m 3n 1m 1n 10x 2m 2x 9n 1x 3n 1x 22n 1x 7n 1x 2n 1x 5n 2x 1m 1n 3x 5m \
    1x 2m 7x 1n 15x 2n 2m 2x 12n 7x 1n 6m 1x 1m 3x 8n 2x 2n 2x 22n 1x 7n 1x 2n 1x 5n 2x 1m 1n 1x \
    1m 1x 4m 16x 2m 5x 2n 1x 3n 2m 2x 18n 10x 1m 1n 1x 6n 3x 3n 1x 4n 3x 2n 1x 1n 1x 2n 3x 2n 3x \
    3n 3x 12n 6x 1m 15x 1n 21x 21n 5x 1m 3x 1m 8n 1x 3n 1x 23n 1x 16n 2x 1m 1n 3m 5x 3m 1x 3m 8x \
    2m 1x 3n 2x 1n 2x 2n 2m 2x 10n 7x 10n 1m 2x 9n 1x 3n 1x 23n 1x 10n 1x 5n 2x 1m 1n 1x 1m 6x \
    1m 5x 1m 16x 2n 1x 2n 2m 2x 10n 1x 2n 13x 2m 2x 9n 1x 3n 1x 41n 2x 1n 3x 4m 9x 2n 4x 3n 1x \
    10n 2m 2x 26n 1x 1m 3x 18n 3x 24n 1x 9n 1x 1n 2x 7n 11x 3m 1x 1m 15x 10n 4x 1n 12x 48n 1m 2n \
    6m 5x 8n 8m 13n 37x 2n 1x 1n 1x 5n 1x 24n 1x 1n 1x 10n 1m 2n 6m 1x 2m 1n 2x 5n 1x 1n 1x 6m \
    2x 10n 2x 4n 32x 24n 2m 27n 1m 1n 1m 1n 1m 4n 2x 8n 1x 36n 4x 14m 1x 4m 1x 1n 2m 5n 11m 1x \
    36m 1x 8n 1m 6n 1x 13n 37x 43n 2x 4m 1x 6m 5x 2m 23n 2x 2m 4n 3m 1n 3x 2n 7x 3n 4m 13n 1m 2x \
    2m 6x 1m 1n 1x 10n 3x 1m 40n 1x 1n 5x 1n 2x 48n 95w 161x 73n 1x 4n 2x 7n 1x 1n 1x 4n 2x 41n \
    1x 4n 2x 33n 1x 4n 2x 7n 1x 1n 1x 4n 2x 15n 1x 57n 1x 4n 2x 67n 2x 3m 29n 3x 26n 6x 86n 2x \
    6n 2x 640n 1x 28n 3x 89n 7x 18n 2m 11x 19n 2m 1x 2n 9x 18n 2m 12x 13n 1x 3n 1x 2m 12x 52n 3x \
    7m 8x 1m 2x 9m 1x 1m 9n 1m 2x 10n 6x 10n 6x 11n 5x 10n 6x 89n 7x 5n 2m 34n 1m 1n 5x 70n 10x \
    31n 1x 3m 4x 2m 9x 1m 6x 3m 4x 1n 3x 42n 2x 5n 11x 44n 4x 26n 6x 11n 3x 57n 2m 2x 1m 2x 55n \
    1x 1m 1x 7m 3x 1m 2x 8m 6x 10m 2x 1m 10n 6x 10n 6x 14n 2x 31m 49x 4m 1x 47n 1m 1x 5m 1x 1m \
    5x 1m 2x 8n 3x 27n 9m 11n 1x 2m 1x 30n 1x 4m 2x 2m 2x 2m 56n 1m 1x 2m 3x 1m 1x 3m 10x 40n 8x \
    8m 2x 2m 3x 15n 3x 60n 7x 43n 2x 11n 8x 3m 1n 13m 1x 7m 4n 1m 6n 1m 2n 1x 2m 1n 5x 192n 64m \
    278n 2x 6n 2x 38n 2x 6n 2x 8n 1x 1n 1x 1n 1x 1n 1x 31n 2x 53n 1x 15n 1x 14n 2x 6n 1x 19n 2x \
    3n 1x 9n 17x 24n 8x 47n 17x 2n 2x 27n 1x 13n 3x 33n 15x 33m 15x 140n 4x 394n 2w 13n 2w 190n \
    4w 3n 1w 2n 1w 51n 25x 11n 21x 413n 2w 21n 2w 26n 8x 16n 12w 43n 1w 10n 6x 3n 1w 13n 1w 8n \
    2w 17n 2w 5n 2w 8n 1w 5n 1w 21n 1w 7n 2w 1n 1w 4n 1w 2n 1w 7n 1w 4n 2w 28n 1w 35n 1w 1n 1w \
    4n 3w 1n 1w 61n 3w 24n 1w 14n 1w 859n 2w 51n 1w 4n 1w 30n 2x 32n 1x 344n 3m 2n 5x 45n 1x 1n \
    5x 1n 2x 56n 7x 2n 15x 23n 9x 7n 1x 7n 1x 7n 1x 7n 1x 7n 1x 7n 1x 7n 1x 7n 1x 32m 94n 34x \
    26w 1x 89w 12x 214w 26x 12w 5x 41w 4m 2x 15w 1n 1x 86w 2x 2m 101w 5x 43w 1x 51w 1x 42w 1x \
    84w 12x 47w 1x 40w 8x 29245w 3x 55w 9x 348n 20x 47n 4m 1n 10m 32n 2m 80n 2m 6n 8x 203n 5x 2n \
    1x 1n 1x 5n 24x 16n 1m 3n 1x 4n 1m 23n 2x 2m 1x 4n 4x 10n 6x 56n 10x 50n 17x 1m 8x 12n 6x \
    18m 13n 1m 38n 8m 25n 11m 13x 1n 29w 3x 3m 1x 47n 1m 2x 4m 2x 2m 3x 13n 1x 11n 4x 7n 1m 25n \
    1x 41n 6m 2x 2m 2x 2m 9x 3n 1m 8n 1m 3x 10n 2x 31n 1x 1m 1x 50n 1m 1n 3m 2n 2m 5n 2m 1n 1m \
    1n 24x 16n 1x 2m 2x 5n 12x 6n 2x 6n 2x 6n 9x 7n 1x 7n 1x 60n 4x 115n 2x 1m 2x 1m 2x 1n 4x \
    10n 6x 11172w 8540x 366w 2x 106w 38x 7n 12x 5n 5x 1n 1m 24n 1x 5n 1x 1n 1x 2n 1x 2n 1x 125n \
    16x 445n 2x 54n 7x 1n 32x 16n 16x 10w 6x 16m 35w 1x 19w 1x 4w 4x 5n 1x 135n 4x 96w 63n 1x \
    30n 3x 6n 2x 6n 2x 6n 2x 3n 3x 7w 1x 7n 13x 2n 61442x 4n 1w 39n 4x 100n 12x 15n 2x 15n 1x \
    14n 1w 1x 37n 10x 142n 1w 2n 10w 19n 82x 3w 13x 44w 4x 9w 7x 2w 14x 6w 154x 33w 12n 9w 1n \
    70w 1n 22w 12n 43w 4n 5w 12n 17w 3n 1w 3n 3w 5x 63w 1n 1w 1n 187w 2n 63w 13n 4w 1n 24w 18n \
    1w 26n 2w 13n 1w 86n 85w 48n 70w 6n 1w 3n 3w 2n 3w 5x 3w 11n 2w 3x 4n 9w 3x 116n 12x 89n 7x \
    12w 4x 1w 15x 12n 4x 56n 8x 10n 6x 40n 8x 30n 2x 2n 78x 12n 47w 1n 10w 1n 185w 84n 12x 14n \
    2x 5w 3x 5w 3x 7w 9x 29w 3x 11w 5x 6w 10x 10w 6x 8w 8x 7w 1289x 42720w 32x 4153w 7x 222w 2x \
    5762w 14x 7473w 3103x 542w 1506x 4939w
    """
}
