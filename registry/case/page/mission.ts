import type { Element } from 'hast';
import { h } from 'hastscript';
import { figure } from '../../page/format-figure.ts';
import { MISSION_CRITERIA } from '../schema.ts';
import type { CasePage } from './page-data.ts';

/** The mission as stated, its targets and projects, and its score on the six criteria. */
export function mission({ facts, citations, lang, speaker }: CasePage): Element[] {
  const stated = facts.mission;
  if (!stated) return [];
  const { t, label, date, list } = speaker;
  const criteria = MISSION_CRITERIA.flatMap((name) => {
    const criterion = stated.criteria?.[name];
    return criterion ? [{ name, ...criterion }] : [];
  });
  return [
    h('div.mission', [
      h('h3', t('mission.title')),
      h('p.mission-statement', [h('span', { lang }, stated.statement), ...citations.links(stated.sources)]),
      ...(stated.targets
        ? [
            h(
              'ul.targets',
              stated.targets.map((target) =>
                h('li', { id: `target-${target.id}` }, [
                  ...figure(target, speaker),
                  ' ',
                  h('span', { lang }, target.text),
                  ...citations.links(target.sources),
                  ...(target.deadline === undefined
                    ? []
                    : [' ', h('span.tag', t('mission.deadline', { date: date(target.deadline) }))]),
                ]),
              ),
            ),
          ]
        : []),
      ...(stated.projects
        ? [
            h('h4', t('mission.projects')),
            h(
              'ul.projects',
              stated.projects.map(({ id, text, sectors, sources }) =>
                h('li', { id: `project-${id}` }, [
                  h('span', { lang }, text),
                  ...citations.links(sources),
                  ...(sectors ? [' ', h('span.tag', list(sectors.map((sector) => label('sectors', sector))))] : []),
                ]),
              ),
            ),
          ]
        : []),
      ...(criteria.length > 0
        ? [
            h(
              'dl.criteria',
              criteria.flatMap(({ name, met, basis, note }) => [
                h('dt', label('mission-criteria', name)),
                h('dd', [
                  h('strong', label('assessments', met)),
                  '. ',
                  h('span', { lang }, note),
                  ' ',
                  h('span.tag', label('bases', basis)),
                ]),
              ]),
            ),
          ]
        : []),
    ]),
  ];
}
