/**
 * The template of the PDF, in the language of Typst (https://typst.app/docs). All words come as data from /pack.json and are set as
 * content: nothing in them is ever read as markup. It imports nothing and asks for no day.
 */
export const TEMPLATE = String.raw`
#let pack = json("/pack.json")
#let ink = rgb("#1b1e21")
#let quiet = rgb("#555b60")
#let rule = rgb("#d8d3c6")
#let accent = rgb("#17535a")
#let day = pack.date.split("-").map(int)

#let plain(body, size: 8.5pt) = text(font: "Public Sans", size: size, body)
#let small-line(left, right) = plain(size: 7.5pt, text(fill: quiet, { left; h(1fr); right }))

#set document(title: pack.title.text, author: pack.author.text, keywords: (pack.session, pack.version), date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(font: "Literata", size: 10pt, lang: pack.language, region: pack.region, hyphenate: true, fill: ink, fallback: false)
#set par(justify: false, leading: 0.62em)
#set list(marker: [•])
#set page(
  paper: "a4",
  margin: (x: 20mm, top: 20mm, bottom: 18mm),
  header: context if counter(page).get().first() > 1 { small-line(pack.title.text, none) },
  footer: context { small-line(pack.stamp, counter(page).display("1")) },
)

#show heading: set text(hyphenate: false)
#show heading.where(level: 1): it => block(above: 1.6em, below: 1em, sticky: true, text(size: 19pt, weight: 500, it.body))
#show heading.where(level: 2): it => block(above: 1.3em, below: 0.6em, sticky: true, text(size: 13pt, weight: 600, it.body))
#show heading.where(level: 3): it => block(above: 0.9em, below: 0.4em, sticky: true, text(font: "Public Sans", size: 8.5pt, weight: 600, fill: accent, it.body))
#show link: set text(fill: accent)

#let words(w) = if w.at("lang", default: none) != none { text(lang: w.lang.slice(0, 2), w.text) } else { w.text }
// Ids and addresses are no words: broken at a hyphen they get no second one, as Spanish and Portuguese want it.
#let code(body) = text(lang: "zxx", hyphenate: false, body)
#let to(href, body) = if href.starts-with("#") { link(label(href.slice(1)), body) } else { link(href, body) }
#let cites(list) = list.map(c => [ #to("#ref-" + str(c.number), plain(size: 7.5pt, "[" + str(c.number) + if "locator" in c { ": " + c.locator.text } else { "" } + "]"))]).join()
#let run(r) = {
  let body = if r.at("href", default: none) == r.text { code(r.text) } else { words(r) }
  if r.at("strong", default: false) { body = strong(body) }
  if "outcome" in r { body = text(fill: rgb(pack.colours.at(r.outcome)), weight: 600, hyphenate: false, body) }
  if "sign" in r { pdf.artifact(pack.signs.at(r.sign) + " ") }
  if "href" in r { to(r.href, body) } else { body }
  if "cites" in r { cites(r.cites) }
}
#let runs(rs, between: " ") = for (i, r) in rs.enumerate() { if i > 0 { if r.at("startsLine", default: false) { linebreak() } else { between } }; run(r) }
#let items(rs) = for (i, r) in rs.enumerate() { if i > 0 { r.gap }; run(r) }

#let statement(s, compact) = {
  plain(size: if compact { 7.5pt } else { 8.5pt }, strong(words(s.kind)))
  if "figure" in s [ #strong(words(s.figure))]
  [ #words(s.text)]
  cites(s.cites)
  for n in s.notes [ #emph({ words(n.name); if "text" in n [ #words(n.text)] })]
  if "about" in s [ #run(s.about)]
  [ #to(s.href, plain(size: 7pt, code(s.label)))]
}

#let form(columns, head, rows) = {
  set text(font: "Public Sans", size: 8pt)
  table(columns: columns, stroke: 0.5pt + rule, inset: 4pt, table.header(..head.map(w => table.cell(text(hyphenate: false, strong(words(w)))))), ..rows.flatten())
}
#let printed(id) = text(font: "Public Sans", fill: quiet, size: 7pt, code("‹" + id + "›"))

#let render(b, compact: false) = {
  if b.type == "heading" and b.level == 1 and not b.at("isBelow", default: false) { pagebreak(weak: true) }
  if b.type == "heading" [#heading(level: b.level, words(b.text))#label(b.id)]
  else if b.type == "paragraph" {
    let body = runs(b.runs, between: if b.style == "facts" { " · " } else { " " })
    if b.style == "lead" { par(text(size: if compact { 11pt } else { 13pt }, style: "italic", hyphenate: false, body)) }
    else if b.style == "facts" { par(plain(size: 8pt, body)) }
    else if b.style == "small" { par(plain(size: 7.5pt, text(fill: quiet, body))) }
    else { par(body) }
  }
  else if b.type == "list" {
    set text(size: if compact { 8.8pt } else { 10pt })
    if b.ordered { enum(..b.items.map(items)) } else { list(..b.items.map(items)) }
  }
  else if b.type == "statements" {
    set text(size: if compact { 8.8pt } else { 10pt })
    for s in b.items { block(breakable: false, spacing: if compact { 0.65em } else { 1em }, inset: (left: 8pt), stroke: (left: 1.2pt + if compact { rule } else { accent }), statement(s, compact)) }
  }
  else if b.type == "table" {
    set text(font: "Public Sans", size: 7.5pt)
    set par(leading: 0.5em)
    block(below: 0.5em, sticky: true, text(weight: 600, words(b.caption)))
    table(
      columns: b.widths.map(w => w * 1fr), stroke: (x, y) => (bottom: 0.4pt + rule), inset: (x: 3pt, y: 4pt), align: left,
      table.header(repeat: true, ..b.head.map(w => table.cell(text(hyphenate: false, strong(words(w)))))),
      ..b.rows.map(r => r.map(c => table.cell(runs(c)))).flatten(),
    )
  }
  else if b.type == "picture" {
    let width = calc.min(170, 205 * b.width / b.height)
    block(above: 1em, below: 0.4em, sticky: true, image(bytes(b.svg), format: "svg", width: width * 1mm, alt: b.alt.text))
    par(plain(size: 7.5pt, text(fill: quiet, words(b.caption))))
  }
  else if b.type == "references" {
    set text(font: "Public Sans", size: 8pt)
    for r in b.items [#block(spacing: 0.7em, [\[#str(r.number)\] #runs(r.runs)])#label("ref-" + str(r.number))]
  }
  else if b.type == "brief" {
    pagebreak(weak: true)
    context [#metadata((id: b.id, edge: "start", page: here().page()))<brief-edge>]
    for inner in b.blocks { render(inner, compact: true) }
    context [#metadata((id: b.id, edge: "end", page: here().page()))<brief-edge>]
  }
  else if b.type == "card" { block(breakable: false, width: 100%, stroke: 0.6pt + ink, radius: 3pt, inset: 10pt, below: 1.2em, for inner in b.blocks { render(inner, compact: true) }) }
  else if b.type == "sheet" {
    if not b.at("isBelow", default: false) { pagebreak(weak: true) }
    [#heading(level: 2, words(b.title))#label(b.id)]
    par(plain(words(b.intro)))
    par(printed(b.key))
    form((1fr, 2fr), b.head, b.fields.map(f => (table.cell({ words(f.label); [ ]; printed(f.id) }), table.cell(box(height: 26pt)))))
    if b.lessons.len() > 0 {
      form((4fr, 1.3fr, 2.5fr), b.lessonHead, b.lessons.map(l => (table.cell({ strong(words(l.kind)); [ ]; words(l.text); [ ]; printed("lesson-" + l.id) }), table.cell([]), table.cell([]))))
    }
  }
}

#if not pack.at("isBare", default: false) {
  v(36mm)
  text(size: 27pt, weight: 400, hyphenate: false, title(words(pack.title)))
  v(4mm)
  for line in pack.cover { render(line) }
  v(8mm)
  set text(size: 8.8pt)
  set par(leading: 0.5em)
  pagebreak(weak: true)
  outline(title: text(size: 13pt, weight: 600, words(pack.contents)), depth: 2)
}
#for b in pack.blocks { render(b) }
`;
