import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Registry } from '#registry/registry.ts';
import { answerOai, type OaiRepository } from '#registry/federation/doors/oai.ts';
import { noteChanges, oaiRepository, readChanges } from '#registry/federation/doors/oai-changes.ts';
import { all, brokenRules, child, readXml } from './oai-rules.ts';
import { registry } from './harvesting.ts';
import { anyText } from '../../any-text.ts';

const SITE = 'https://here.example';
const NOW = new Date('2026-11-29T09:00:00Z');
const options = { siteUrl: SITE, baseUrl: `${SITE}/oai`, email: 'registro@here.example' };
const [first] = [...registry.cases.values()];

/** A registry of many cases, some of them told to be gone. */
function registryOf(count: number, gone: readonly string[] = [], changed: ReadonlySet<string> = new Set()): Registry {
  const ids = Array.from({ length: count }, (_, index) => `case-${String(index).padStart(4, '0')}`);
  const cases = new Map(
    ids
      .filter((id) => !gone.includes(id))
      .map((id) => [
        id,
        { ...first!, id, facts: { ...first!.facts, title: changed.has(id) ? `Changed ${id}` : first!.facts.title } },
      ]),
  );
  return { ...registry, cases, gone: gone.map((id) => ({ id, why: 'withdrawn' as const, on: '2026-05-02' })) };
}

async function repositoryOf(read: Registry, today = '2026-11-29', before = '{}'): Promise<OaiRepository> {
  return oaiRepository(read, await noteChanges(readChanges(before), read, SITE, today), options);
}

const small = await repositoryOf({ ...registry, gone: [{ id: 'old-case', why: 'erased', on: '2026-05-02' }] });
const ask = (question: string, repository = small) => answerOai(new URLSearchParams(question), repository, NOW);
const errorOf = (answer: string) => child(readXml(answer), 'error')?.attributes['code'];

/** Reads a whole list part by part; `between` may change what is listed. */
function harvest(question: string, repository: () => OaiRepository, between: (part: number) => void = () => undefined) {
  const found: { id: string; isDeleted: boolean; datestamp: string }[] = [];
  let asked = question;
  for (let part = 1; ; part++) {
    const answer = ask(asked, repository());
    expect(brokenRules(answer)).toEqual([]);
    const root = readXml(answer);
    for (const header of all(root, 'header'))
      found.push({
        id: child(header, 'identifier')!.text.split(':')[2]!,
        isDeleted: header.attributes['status'] === 'deleted',
        datestamp: child(header, 'datestamp')!.text,
      });
    const token = all(root, 'resumptionToken')[0];
    if (token) expect(Number(token.attributes['cursor'])).toBe((part - 1) * 100);
    if (!token?.text) return found;
    asked = `verb=${asked.match(/verb=(\w+)/)![1]!}&resumptionToken=${token.text}`;
    between(part);
  }
}

const ID = `oai:here.example:${first!.id}`;

describe('the six questions', () => {
  test.each([
    ['verb=Identify'],
    ['verb=ListMetadataFormats'],
    [`verb=ListMetadataFormats&identifier=${ID}`],
    ['verb=ListSets'],
    [`verb=GetRecord&metadataPrefix=oai_dc&identifier=${ID}`],
    [`verb=GetRecord&metadataPrefix=oai_openaire&identifier=${ID}`],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:here.example:old-case'],
    ['verb=ListIdentifiers&metadataPrefix=oai_dc'],
    ['verb=ListRecords&metadataPrefix=oai_openaire'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-29&until=2026-11-29'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=country:URY'],
  ])('%s is answered as the protocol says', (question) => {
    const answer = ask(question);
    expect(brokenRules(answer)).toEqual([]);
    expect(errorOf(answer)).toBeUndefined();
  });

  test('are answered with what is there: each case, and each that is gone', () => {
    const found = harvest('verb=ListRecords&metadataPrefix=oai_dc', () => small);
    expect(found.map(({ id, isDeleted }) => [id, isDeleted])).toEqual(
      [...[...registry.cases.keys()].map((id) => [id, false] as const), ['old-case', true] as const].toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      ),
    );
  });

  test('a set has its cases and no others', () => {
    const sets = all(readXml(ask('verb=ListSets')), 'setSpec').map(({ text }) => text);
    expect(sets).toContain('country:URY');
    const found = harvest('verb=ListIdentifiers&metadataPrefix=oai_dc&set=country:URY', () => small);
    const ours = [...registry.cases.values()].filter(({ facts }) => facts.places.some(({ country }) => country === 'URY'));
    expect(found.map(({ id }) => id).toSorted()).toEqual(ours.map(({ id }) => id).toSorted());
  });
});

test.each([
  ['', 'badVerb'],
  ['verb=Nothing', 'badVerb'],
  ['verb=constructor', 'badVerb'],
  ['verb=Identify&verb=Identify', 'badVerb'],
  ['verb=Identify&from=2026-01-01', 'badArgument'],
  ['verb=ListRecords', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00Z', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&until=2026-02-01', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&set=a%20b', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'],
  [`verb=GetRecord&metadataPrefix=marc21&identifier=${ID}`, 'cannotDisseminateFormat'],
  ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:there.example:x', 'idDoesNotExist'],
  ['verb=ListMetadataFormats&identifier=x', 'idDoesNotExist'],
  ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
  ['verb=ListRecords&resumptionToken=', 'badResumptionToken'],
  ['verb=ListRecords&resumptionToken=bm90IGEgdG9rZW4', 'badResumptionToken'],
  [
    `verb=ListRecords&resumptionToken=${Buffer.from('["oai_dc",null,null,"x","a",1]').toString('base64url')}`,
    'badResumptionToken',
  ],
  [
    `verb=ListRecords&resumptionToken=${Buffer.from('["oai_dc",null,null,null,"zz",1]').toString('base64url')}`,
    'badResumptionToken',
  ],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2027-01-01', 'noRecordsMatch'],
  ['verb=ListRecords&metadataPrefix=oai_dc&set=nothing', 'noRecordsMatch'],
])('%s is told to be %s', (question, code) => {
  const answer = ask(question);
  expect(errorOf(answer)).toBe(code);
  expect(brokenRules(answer)).toEqual([]);
});

test('an argument longer than any that we give is not read', () => {
  expect(errorOf(ask(`verb=ListRecords&metadataPrefix=oai_dc&set=${'x'.repeat(501)}`))).toBe('badArgument');
});

test('a list that changes while it is read has no id twice, and none is lost; what changed is told again to who asks since then', async () => {
  const gone = ['case-0007', 'case-0177', 'case-0420'];
  let before = JSON.stringify(await noteChanges({}, registryOf(450, gone), SITE, '2026-11-01'));
  const at = async (read: Registry, today: string) => {
    const changes = await noteChanges(readChanges(before), read, SITE, today);
    before = JSON.stringify(changes);
    return oaiRepository(read, changes, options);
  };
  let repository = await at(registryOf(450, gone), '2026-11-01');
  // Between parts one case more is gone, some change, before and behind the place that is read, and one is new.
  const later = await at(registryOf(451, [...gone, 'case-0300'], new Set(['case-0003', 'case-0199', 'case-0401'])), '2026-11-29');
  const found = harvest(
    'verb=ListRecords&metadataPrefix=oai_dc',
    () => repository,
    (part) => {
      if (part === 1) repository = later;
    },
  );
  const ids = found.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(451);
  expect(found.filter(({ isDeleted }) => isDeleted).map(({ id }) => id)).toEqual([
    'case-0007',
    'case-0177',
    'case-0300',
    'case-0420',
  ]);
  const since = harvest('verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-29', () => repository);
  expect(since.map(({ id }) => id)).toEqual(['case-0003', 'case-0199', 'case-0300', 'case-0401', 'case-0450']);
});

describe('since when a record is as it is', () => {
  test('is the day on which harvesters could first see it, not that of its commit; what stays the same keeps its day', async () => {
    const one = await noteChanges({}, registryOf(3), SITE, '2026-11-01');
    const two = await noteChanges(one, registryOf(3, [], new Set(['case-0001'])), SITE, '2026-11-05');
    expect(Object.values(two).map(({ on }) => on)).toEqual(['2026-11-01', '2026-11-05', '2026-11-01']);
  });

  test('is known of what is gone too, with the sets that it was in; what comes back is there again', async () => {
    const one = await noteChanges({}, registryOf(2), SITE, '2026-11-01');
    const two = await noteChanges(one, registryOf(2, ['case-0001']), SITE, '2026-11-05');
    expect(two['case-0001']).toMatchObject({ gone: true, on: '2026-11-05', sets: one['case-0001']!.sets });
    expect(await noteChanges(two, registryOf(2, ['case-0001']), SITE, '2026-11-09')).toEqual(two);
    expect((await noteChanges(two, registryOf(2), SITE, '2026-11-11'))['case-0001']).toMatchObject({ on: '2026-11-11' });
  });

  test('of what is not here, and not told to be gone, is nothing: a broken file is no deletion', async () => {
    const one = await noteChanges({}, registryOf(2), SITE, '2026-11-01');
    const two = await noteChanges(one, registryOf(1), SITE, '2026-11-05');
    const repository = oaiRepository(registryOf(1), two, options);
    expect(repository.headers.map(({ id }) => id)).toEqual(['case-0000']);
    expect((await noteChanges(two, registryOf(2), SITE, '2026-11-09'))['case-0001']!.on).toBe('2026-11-01');
  });

  test('is today for all when what was known cannot be read', async () => {
    for (const text of ['', 'nonsense', '{"a":1}', '[]']) expect(readChanges(text)).toEqual({});
    expect((await noteChanges({}, registryOf(1), SITE, '2026-11-29'))['case-0000']!.on).toBe('2026-11-29');
  });
});

describe('what catalogues are told of a case', () => {
  /** Elements that the nodes of LA Referencia ask for in each record, and in what form. */
  test.each([
    ['dc:title', /\S/],
    ['dc:creator', /\S/],
    ['dc:subject', /\S/],
    ['dc:description', /\S/],
    ['dc:publisher', /\S/],
    ['dc:date', /^\d{4}-\d\d-\d\d$/],
    ['dc:type', /^info:eu-repo\/semantics\/report$/],
    ['dc:format', /^\w+\/\w+$/],
    ['dc:identifier', /^https:\/\/here\.example\//],
    ['dc:language', /^[a-z]{3}$/],
    ['dc:coverage', /\S/],
    ['dc:rights', /^info:eu-repo\/semantics\/openAccess$/],
  ])('has %s', (name, pattern) => {
    for (const record of all(readXml(ask('verb=ListRecords&metadataPrefix=oai_dc')), 'oai_dc:dc'))
      expect(all(record, name)[0]?.text).toMatch(pattern);
  });

  test('is in its languages, each marked', () => {
    const titles = all(readXml(ask(`verb=GetRecord&metadataPrefix=oai_openaire&identifier=${ID}`)), 'datacite:title');
    expect(titles.map(({ attributes }) => attributes['xml:lang'])).toEqual([
      first!.facts.language,
      ...first!.translations.keys(),
    ]);
    expect(titles.map(({ attributes }) => attributes['titleType'])).toEqual([
      undefined,
      ...[...first!.translations].map(() => 'TranslatedTitle'),
    ]);
  });

  test('cannot break the document that it stands in', async () => {
    const title = 'a <b> & "c" ]]> \u0000\u000b\ud800 </dc:title>';
    const hostile = { ...first!, facts: { ...first!.facts, title } };
    const repository = await repositoryOf({ ...registry, cases: new Map([[hostile.id, hostile]]) });
    const answer = ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${ID}`, repository);
    expect(brokenRules(answer)).toEqual([]);
    expect(all(readXml(answer), 'dc:title')[0]!.text).toBe('a <b> & "c" ]]> \ufffd </dc:title>');
  });
});

test('row 24: any question at all is answered as the protocol says, in a document of bounded size', () => {
  const verbs = ['Identify', 'ListMetadataFormats', 'ListSets', 'GetRecord', 'ListIdentifiers', 'ListRecords', 'x'];
  const names = ['verb', 'identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken', '__proto__', '\u0000'];
  const token = fc
    .tuple(
      fc.constantFrom('oai_dc', 'oai_openaire', 'x'),
      fc.option(fc.constantFrom('country:URY', 'x')),
      fc.option(fc.constantFrom('2026-11-29', '2026-13-01')),
      fc.option(fc.constantFrom('2026-11-29', 'x')),
      fc.oneof(fc.string(), fc.constantFrom('a', 'zz')),
      fc.oneof(fc.integer(), fc.double()),
    )
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
  const value = fc.oneof(
    anyText(),
    fc.constantFrom(
      ID,
      'oai_dc',
      'oai_openaire',
      '2026-11-29',
      '2026-11-28',
      '0000-00-00',
      '9999-12-31',
      'country:URY',
      '',
      '%',
      ...verbs,
    ),
    fc.jsonValue().map((data) => Buffer.from(JSON.stringify(data)).toString('base64url')),
    token,
  );
  const anything = fc.tuple(
    fc.option(fc.constantFrom(...verbs)),
    fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), value), { maxLength: 4 }),
  );
  // Questions that are nearly right lead further in.
  const day = fc.constantFrom('2026-11-28', '2026-11-29', '2026-11-30', '2026-02-30');
  const nearly = fc.tuple(
    fc.constantFrom('ListIdentifiers', 'ListRecords', 'GetRecord'),
    fc
      .record(
        {
          metadataPrefix: fc.constantFrom('oai_dc', 'oai_openaire', 'marc21'),
          ...{ identifier: fc.oneof(fc.constant(ID), value), from: day, until: day, set: fc.constantFrom('country:URY', 'x') },
          resumptionToken: token,
        },
        { requiredKeys: [] },
      )
      .map((given) => Object.entries(given)),
  );
  const right = fc.tuple(
    fc.constantFrom('ListIdentifiers', 'ListRecords'),
    fc.oneof(
      token.map((text) => [['resumptionToken', text] as [string, string]]),
      fc.tuple(day, day).map(([from, until]) => Object.entries({ metadataPrefix: 'oai_dc', from, until })),
    ),
  );
  const question = fc.oneof(anything, nearly, right);
  const codes = new Map<string, number>();
  fc.assert(
    fc.property(question, ([verb, more]) => {
      const query = new URLSearchParams([...(verb === null ? [] : [['verb', verb]]), ...more]);
      const answer = answerOai(query, small, NOW);
      expect(brokenRules(answer)).toEqual([]);
      expect(answer.length).toBeLessThan(200_000);
      const code = errorOf(answer) ?? 'answered';
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }),
    { numRuns: 3000 },
  );
  console.log(`OAI-PMH, 3,000 random questions: ${[...codes].map(([code, count]) => `${count} ${code}`).join(', ')}`);
  expect(codes.size).toBe(7);
});
