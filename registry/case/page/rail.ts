import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import type { HtmlContent } from '../../page/html.ts';
import { paths } from '../../addresses.ts';
import type { Speaker } from '../../page/speaker.ts';
import { formatYears } from '../../page/years.ts';
import { viewRecord } from '../../record/view.ts';
import type { CasePage } from './page-data.ts';

/** A method's short name, or its id if its record cannot be read. */
function methodLink(id: string, { registry, locale, tagOf }: Speaker): HtmlContent {
  const record = registry.methods.get(id);
  if (!record) return id;
  const view = viewRecord(record, locale.id);
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  return h('a', { href: paths.record(locale.id, record.kind.folder, id), lang }, view.facts.name);
}

/** Facts beside the text: place, time, subject, actors. Each value links to the cases that share it. */
export function factList(page: CasePage): Element {
  const { facts, originalLang, speaker } = page;
  const { t, label, locale, registry, country } = speaker;
  const link = (facet: string, value: string, words: string, lang?: string) =>
    h('a', { href: paths.facetValue(locale.id, facet, value), lang }, words);
  const links = (facet: string, vocabulary: string, ids: readonly string[]) => [
    h(
      'ul',
      ids.map((id) => h('li', link(facet, id, label(vocabulary, id)))),
    ),
  ];
  const inferred = (basis: string) => (basis === 'inferred' ? [' ', h('span.tag', label('bases', basis))] : []);
  const years = formatYears(facts.period, speaker);
  const rows: [string, HtmlContent[]][] = [
    [
      'where',
      [
        h(
          'ul',
          facts.places.map((place) =>
            h('li', [
              link('countries', place.country.toLowerCase(), country(place.country)),
              place.name ? `, ${place.name}` : '',
            ]),
          ),
        ),
      ],
    ],
    ['level', [link('levels', facts.level, label('levels', facts.level))]],
    ['when', years ? [years, ...inferred(facts.period!.basis)] : []],
    ['lifecycle', facts.lifecycle ? [label('lifecycle', facts.lifecycle.stage), ...inferred(facts.lifecycle.basis)] : []],
    [
      'stop-reasons',
      facts.stopReasons
        ? [
            h(
              'ul',
              facts.stopReasons.map(({ reason, basis }) => h('li', [label('stop-reasons', reason), ...inferred(basis)])),
            ),
          ]
        : [],
    ],
    ['challenges', links('challenges', 'challenges', facts.challenges)],
    ['instruments', links('instruments', 'instruments', facts.instruments)],
    ['sectors', links('sectors', 'sectors', facts.sectors)],
    [
      'methods',
      facts.methods
        ? [
            h(
              'ul',
              facts.methods.map((id) => h('li', methodLink(id, speaker))),
            ),
          ]
        : [],
    ],
    [
      'policyMix',
      facts.policyMix
        ? [
            `${label('policy-scopes', facts.policyMix.scope)}, ${speaker.inSentence('policy-types', facts.policyMix.type)}`,
            ...inferred(facts.policyMix.basis),
          ]
        : [],
    ],
    [
      'sdgs',
      facts.sdgs
        ? [
            h(
              'ul',
              facts.sdgs.map(({ goal, basis }) =>
                h('li', [link('sdgs', String(goal), `${goal}. ${label('sdgs', goal)}`), ...inferred(basis)]),
              ),
            ),
          ]
        : [],
    ],
    [
      'who',
      [
        h(
          'ul.actors',
          facts.actors.map(({ name, role, lab }) =>
            h('li', [
              lab ? link('labs', lab, name, originalLang) : h('span', { lang: originalLang }, name),
              ' ',
              h('span.role', label('roles', role)),
            ]),
          ),
        ),
      ],
    ],
    ['steward', [link('labs', facts.steward, labName(registry, facts.steward))]],
  ];
  return h(
    'dl.facts',
    rows.filter(([, content]) => content.length > 0).flatMap(([name, content]) => [h('dt', t(`fact.${name}`)), h('dd', content)]),
  );
}
