/// The page and the table in it, in Mustache; `HTMLValue` has escaped what is filled in.
enum PageTemplate {
  static let page = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{{styleHash}}}'">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>keywatch report {{{title}}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <header>
    <h1>keywatch report {{{title}}}</h1>
    <p>{{{window}}}<br>{{{counts}}}</p>
    <p class="audience">{{{audience}}}</p>
    </header>
    <main>
    {{#migrations}}
    <section>
    <h2>{{{heading}}}</h2>
    <p class="verdict {{{verdictStyle}}}"><strong>{{{verdict}}}</strong> {{{sentence}}}</p>
    <p class="next"><strong>next</strong> {{{next}}}</p>
    <dl>
    {{#answers}}
    <dt>{{{question}}}</dt>
    <dd>{{{answer}}}</dd>
    {{/answers}}
    </dl>
    <h3>The four steps</h3>
    <p class="remark">The key is added, the caller switches, the log shows that it uses nothing else, the old key is replaced.</p>
    <figure>{{{stepsDrawing}}}</figure>
    {{#steps}}{{> table}}{{/steps}}
    <h3>Places</h3>
    <p class="remark">An address, a route and a program: wherever a copy of the key lies.</p>
    {{#placesDrawing}}<figure>{{{.}}}</figure>{{/placesDrawing}}
    {{#places}}{{> table}}{{/places}}
    {{#lists}}
    <h3>{{{listTitle}}}</h3>
    <ul>
    {{#items}}
    <li>{{{.}}}</li>
    {{/items}}
    </ul>
    {{#itemsLeftOut}}<p class="remark">{{{.}}}</p>{{/itemsLeftOut}}
    {{/lists}}
    </section>
    {{/migrations}}
    {{#figures}}
    <section>
    <h2>{{{figureTitle}}}</h2>
    {{#drawings}}<figure>{{{.}}}</figure>{{/drawings}}
    {{#tables}}{{> table}}{{/tables}}
    </section>
    {{/figures}}
    </main>
    <footer><p>Times are UTC. No key and no part of one is in this file; it loads nothing and runs nothing.</p></footer>
    </body>
    </html>

    """

  static let table = """
    <div class="table"><table>
    <thead><tr>{{#heads}}<th scope="col" class="{{{headStyle}}}">{{{headText}}}</th>{{/heads}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}<td class="{{{cellStyle}}}">{{{cellText}}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table></div>
    {{#rowsLeftOut}}<p class="remark">{{{.}}}</p>{{/rowsLeftOut}}
    """
}
