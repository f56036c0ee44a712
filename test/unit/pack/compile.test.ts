import { describe, expect, test } from 'vitest';
import {
  allBlocks,
  type Block,
  type Container,
  type Pack,
  type Run,
  statementsOfPack,
  type PackText,
} from '#registry/pack/document.ts';
import { alpha2, countryName } from '#registry/country/country.ts';
import { REGION } from '#registry/country/region.ts';
import { parseHTML } from 'linkedom';
import { chooseBrief } from '#registry/case/brief.ts';
import { viewRecord } from '#registry/record/view.ts';
import { authorName } from '#registry/source/source.ts';
import { digestOf } from '#registry/pack/edition.ts';
import { packIn, PACK_SITE } from './example.ts';
import { registry } from '../../real-content.ts';

const locales = [...registry.locales.keys()];

/** Every words of a pack, wherever they stand. */
function wordsIn(value: unknown): PackText[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && 'from' in value ? [value as PackText] : [];
  return [...own, ...Object.values(value).flatMap(wordsIn)];
}

/** All texts of a record in a language, and of its original. */
function textsOf(id: string, locale: string): Set<string> {
  const record = [...registry.records.values()].flatMap((all) => all.get(id) ?? [])[0]!;
  const collect = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(collect)
        : [];
  return new Set(collect(viewRecord(record, locale).facts));
}

/** The words of a record's text in a language, without its links. */
const bodyOf = (id: string, locale: string): string =>
  viewRecord(registry.sessions.get(id)!, locale)
    .body.replaceAll(/\]\([^)]*\)|\[/g, '')
    .replaceAll(/\s+/g, ' ');

const pattern = (template: string) =>
  new RegExp(`^${template.replaceAll(/[.*+?^$()[\]\\|]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '.+')}$`, 's');

describe.each(locales)('a pack in %s', (locale) => {
  const pack = packIn(locale);
  const { strings } = registry.locales.get(locale)!;

  test('says nothing that is not a record’s, a vocabulary’s, a locale’s or a source’s', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      new Intl.DateTimeFormat(pack.tag, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month)),
    );
    const labels = ['units', 'qualifiers'].flatMap((name) =>
      [...registry.vocabularies.get(name)!.concepts.values()].flatMap(({ label, one }) => [label[locale]!, one?.[locale] ?? '']),
    );
    const templates = Object.entries(strings).flatMap(([key, text]) =>
      /^(?:years|locator)\./.test(key) ? text.split(/\{\w+\}/) : [],
    );
    const known = [...months, ...labels, ...templates].filter((each) => each.trim()).toSorted((a, b) => b.length - a.length);
    const isFigure = (text: string) => {
      const rest = known.reduce((left, each) => left.replaceAll(each, ' '), text);
      // What is left of places in sources: figures, Roman numbers, single letters; and ids and addresses.
      return (
        /^(?:[\d\s.,:;%–()/-]|de\b|e\b|[A-Z]{1,5}\b|[a-z]{1,2}\b)*$/.test(rest) || /^(?:https?:\/\/|[0-9a-f]{10,40}$)/.test(text)
      );
    };
    const wrong = wordsIn(pack).filter(({ text, from }) => {
      const [kind, rest] = [from.split(':')[0], from.slice(from.indexOf(':') + 1)];
      if (kind === 'string') {
        const forms = [rest, `${rest}.one`, `${rest}.other`].flatMap((key) => strings[key] ?? []);
        return !forms.some((form) => pattern(form).test(text));
      }
      if (kind === 'label') {
        const [vocabulary, id] = rest.split('/') as [string, string];
        const concept = registry.vocabularies.get(vocabulary)!.concepts.get(id)!;
        return ![concept.label[locale], concept.definition?.[locale], concept.inverse?.[locale]].includes(text);
      }
      if (rest.endsWith('#body')) return !bodyOf(rest.split('#')[0]!, locale).includes(text);
      if (kind === 'record') return !textsOf(rest.split('#')[0]!, locale).has(text);
      if (kind === 'lab') return registry.labs.get(rest)?.facts.name !== text;
      if (kind === 'country') return !/^[A-Z,]+$/.test(rest);
      if (kind === 'source') return text === '';
      return !isFigure(text);
    });
    expect(wrong.map(({ text, from }) => `${from}: ${text}`)).toEqual([]);
    expect(wordsIn(pack).length).toBeGreaterThan(1000);
  });

  test('quotes each statement letter for letter, at its version, with an address of its own', () => {
    const all = [...statementsOfPack(pack).values()];
    expect(all.length).toBeGreaterThan(60);
    for (const { name, text, version, href } of all) {
      const [id, anchor] = name.split('#') as [string, string];
      const record = registry.cases.get(id)!;
      const { lessons = [], results = [] } = viewRecord(record, locale).facts;
      const list = anchor.startsWith('lesson-') ? lessons : results;
      expect(text.text).toBe(list.find((each) => `${anchor.split('-')[0]}-${each.id}` === anchor)!.text);
      expect(version).toBe(record.digest);
      expect(href).toBe(`${PACK_SITE}/${locale}/cases/${id}/at/${version}/${anchor}/`);
    }
  });

  test('has every chapter, and a brief and a sheet for each case in the order of the session', () => {
    const cases = registry.sessions.get('2027-mesas')!.facts.selection.cases.map((each) => each.case);
    const of = (type: Block['type']) => allBlocks(pack.blocks).filter((block) => block.type === type) as { id: string }[];
    expect(of('brief').map(({ id }) => id)).toEqual(cases.map((id) => `brief-${id}`));
    expect(of('sheet').map(({ id }) => id)).toEqual(cases.map((id) => `sheet-${id}`));
    const chapters = pack.blocks.flatMap((block) => (block.type === 'heading' && block.level === 1 ? [block.id] : []));
    expect(chapters).toEqual(
      [
        'decision',
        'background',
        'sayings',
        'grids',
        'region',
        'comparison',
        'lineage',
        'conflicts',
        'sheets',
        'cards',
        'agenda',
        'glossary',
        'labs',
      ].concat(['references', 'making']),
    );
  });

  test('has in its pictures no words but names, relations, countries, places and years', () => {
    const said = registry.locales.get(locale)!;
    const concepts = [...registry.vocabularies.get('relations')!.concepts.values()];
    const records = [...registry.cases.values()].flatMap((record) => [
      viewRecord(record, locale).facts.name,
      ...(record.facts.lineage ?? []).flatMap(({ name }) => name ?? []),
    ]);
    const known = [
      ...records,
      ...concepts.flatMap(({ label, inverse }) => [label[locale], inverse?.[locale]]),
      ...[...REGION.keys()].flatMap((code) => [countryName(code, said.tag), alpha2(code)!]),
      ...Object.values(said.strings).filter((words) => words.length < 60),
    ].map((words) => words?.replaceAll(/\s+/g, ''));
    const pictures = allBlocks(pack.blocks).filter((block) => block.type === 'picture');
    expect(pictures.map(({ id }) => id)).toEqual(['map', 'lineage-drawing']);
    for (const { svg, alt } of pictures) {
      const { document } = parseHTML(svg);
      const texts = [...document.querySelectorAll('text')].map((each) => each.textContent.replaceAll(/\s+/g, ''));
      expect(texts.length).toBeGreaterThan(20);
      const unknown = texts.filter((words) => !known.includes(words) && !known.includes(words.replace(/\d+$/, '')));
      // What is left are the lines with country and years below a name.
      for (const words of unknown) expect(words).toMatch(/\d{4}|^A(?:·|$)|^\p{Lu}[\p{L}.’'()-]+(?:,|$)|^\d+\p{L}+$/u);
      expect(alt.text).not.toBe('');
    }
  });

  test('has no two places of one id, and no link inside it that leads nowhere', () => {
    const ids = allBlocks(pack.blocks).flatMap((block) =>
      block.type === 'references' ? block.items.map(({ number }) => `ref-${number}`) : 'id' in block ? [block.id] : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const { cites } of statementsOfPack(pack).values())
      for (const { number } of cites) expect(ids).toContain(`ref-${number}`);
  });
});

test('references are named by who wrote them, in the order in which they are first cited', () => {
  const pack: Pack = packIn('es');
  const list = pack.blocks.find((block) => block.type === 'references') as { items: { number: number; runs: Run[] }[] };
  expect(list.items.map(({ number }) => number)).toEqual(list.items.map((_, index) => index + 1));
  const [first] = list.items;
  const source = registry.sources.get(first!.runs[0]!.from.replace('source:', ''))!;
  expect(first!.runs[0]!.text).toBe(`${source.author.map(authorName).join('; ')}.`);
});

test('a brief says what the page of its case for one sheet chooses too', () => {
  const briefs = allBlocks(packIn('es').blocks).filter((block) => block.type === 'brief') as Container[];
  for (const { id, blocks } of briefs) {
    const name = id.replace('brief-', '');
    const { results, lessons } = chooseBrief(viewRecord(registry.cases.get(name)!, 'es').facts);
    const chosen = [...results.map((item) => `result-${item.id}`), ...lessons.map((item) => `lesson-${item.id}`)];
    expect([...statementsOfPack({ blocks }).keys()]).toEqual(chosen.map((anchor) => `${name}#${anchor}`));
  }
  expect(briefs.length).toBeGreaterThan(0);
});

test('a brief says how it went for each end, and on what its costs rest; one that was frozen before keeps its form', () => {
  const briefsOf = (form?: number) =>
    allBlocks(packIn('es', '2027-mesas', registry, form).blocks).filter((block) => block.type === 'brief') as Container[];
  const runsIn = ({ blocks }: Container): Run[] => blocks.flatMap((block) => (block.type === 'paragraph' ? block.runs : []));
  const isCost = ({ from }: Run) => /#cost\.[^.]+\.text$/.test(from);
  for (const container of briefsOf()) {
    const { verdicts } = registry.cases.get(container.id.replace('brief-', ''))!.facts;
    const runs = runsIn(container);
    for (const { id, outcome } of verdicts.length > 1 ? verdicts : []) {
      const at = runs.findIndex(({ from }) => from.endsWith(`#verdicts.${id}.about`));
      expect(runs[at - 1]?.outcome).toBe(outcome);
    }
  }
  const costs = briefsOf().flatMap(runsIn).filter(isCost);
  expect(costs.length).toBeGreaterThan(3);
  expect(costs.filter(({ cites = [] }) => cites.length === 0)).toEqual([]);

  const before = briefsOf(1).flatMap(runsIn);
  expect(before.filter(isCost).filter(({ cites }) => cites !== undefined)).toEqual([]);
  expect(before.some(({ startsLine }) => startsLine)).toBe(false);
});

test('a pack has the digest of what it says: other words change it, another drawing does not', () => {
  const pack = packIn('es');
  const redrawn: Pack = {
    ...pack,
    blocks: pack.blocks.map((block) => (block.type === 'picture' ? { ...block, svg: '<svg/>', width: 1 } : block)),
  };
  expect(digestOf(redrawn)).toBe(digestOf(pack));
  const [first, ...rest] = pack.blocks as [Extract<Block, { type: 'heading' }>, ...Block[]];
  const reworded = { ...first, text: { ...first.text, text: 'Otra cosa' } };
  expect(digestOf({ ...pack, blocks: [reworded, ...rest] })).not.toBe(digestOf(pack));
});
