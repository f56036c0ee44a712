import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import type { Content } from '../../page/html.ts';
import { paths } from '../../addresses.ts';
import { formatYears } from '../../page/years.ts';
import type { CasePage } from './page.ts';

/** The facts beside the text: where, when, what, who; each value leads to the cases that share it. */
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
  const rows: [string, Content[]][] = [
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
