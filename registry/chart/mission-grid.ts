import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import type { CaseView } from '../case/record.ts';
import { MISSION_CRITERIA } from '../case/schema.ts';
import { figure } from '../page/format-figure.ts';
import type { HtmlContent } from '../page/html.ts';
import { inPages } from '../page/in-pages.ts';
import { signMark } from '../page/sign.ts';
import type { Speaker } from '../page/speaker.ts';

/** Cases that state a mission. */
export const withMission = (views: readonly CaseView[]) =>
  views.flatMap((view) => (view.facts.mission ? [{ view, mission: view.facts.mission }] : []));

/** What says that missions are the same: their words. */
export const wordsOfMission = ({ statement }: { statement: string }): string => statement.trim().toLowerCase();

/** How many cases a page of missions has at most: its map is read as a whole. */
const PAGE = 50;

/** The cases that state a mission, those with the same one together, then those with milestones alone; in pages. */
export function missionPages(views: readonly CaseView[]): CaseView[][] {
  const byWords = Map.groupBy(withMission(views), ({ mission }) => wordsOfMission(mission));
  const others = views.filter(({ facts }) => !facts.mission && (facts.milestones ?? []).length > 0);
  return inPages([...[...byWords.values()].flat().map(({ view }) => view), ...others], PAGE);
}

/** How each mission stands to the six criteria; where the record does not say, so does the grid. */
export function criteriaGrid(views: readonly CaseView[], speaker: Speaker): Element {
  const { t, label } = speaker;
  return grid(
    'criteria-grid',
    t('missions.criteria.caption'),
    [t('missions.case'), ...MISSION_CRITERIA.map((name) => label('mission-criteria', name))],
    withMission(views).map(({ view, mission }) => [
      nameOf(view, speaker),
      ...MISSION_CRITERIA.map((name) => {
        const criterion = mission.criteria?.[name];
        if (!criterion) return [silence(t)];
        return [
          signMark(criterion.met, label('assessments', criterion.met)),
          ...(criterion.basis === 'inferred' ? [h('abbr', { title: label('bases', 'inferred') }, '°')] : []),
        ];
      }),
    ]),
  );
}

/** Targets with their figures and deadlines, of all missions. */
export function targetBoard(views: readonly CaseView[], speaker: Speaker): Element {
  const { t, date } = speaker;
  const rows = withMission(views).flatMap(({ view, mission }) =>
    (mission.targets ?? []).map((target): HtmlContent[][] => [
      nameOf(view, speaker),
      [h('a', { href: `${address(view, speaker)}#target-${target.id}`, lang: langOf(view, speaker) }, target.text)],
      target.value === undefined ? [silence(t)] : figure(target, speaker),
      target.deadline === undefined ? [silence(t)] : [date(target.deadline)],
    ]),
  );
  const heads = (['case', 'target', 'figure', 'deadline'] as const).map((name) => t(`missions.${name}`));
  return grid('board', t('missions.targets.caption'), heads, rows);
}

/** Milestones with how they stood when somebody last said so, of all cases. */
export function milestoneBoard(views: readonly CaseView[], speaker: Speaker): Element {
  const { t, date, label } = speaker;
  const rows = views.flatMap((view) =>
    (view.facts.milestones ?? []).map((milestone): HtmlContent[][] => [
      nameOf(view, speaker),
      [h('a', { href: `${address(view, speaker)}#milestone-${milestone.id}`, lang: langOf(view, speaker) }, milestone.text)],
      milestone.due === undefined ? [silence(t)] : [date(milestone.due)],
      [signMark(milestone.status, label('milestone-statuses', milestone.status))],
      milestone.reportedOn === undefined ? [silence(t)] : [date(milestone.reportedOn)],
    ]),
  );
  const heads = (['case', 'milestone', 'due', 'status', 'reported'] as const).map((name) => t(`missions.${name}`));
  return grid('board', t('missions.milestones.caption'), heads, rows);
}

const address = ({ id }: CaseView, { locale }: Speaker) => paths.case(locale.id, id);
const langOf = ({ isFallback, language }: CaseView, { tagOf }: Speaker) => (isFallback ? tagOf(language) : undefined);
const nameOf = (view: CaseView, speaker: Speaker): HtmlContent[] => [
  h('a', { href: address(view, speaker), lang: langOf(view, speaker) }, view.facts.name),
];

const silence = (t: Speaker['t']) => h('span.silent', t('missions.silent'));

const grid = (className: string, caption: string, heads: readonly string[], rows: readonly HtmlContent[][][]): Element =>
  h('table', { className: ['grid', className] }, [
    h('caption', caption),
    h(
      'thead',
      h(
        'tr',
        heads.map((head) => h('th', { scope: 'col' }, head)),
      ),
    ),
    h(
      'tbody',
      rows.map((row): ElementContent =>
        h(
          'tr',
          row.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, cell) : h('td', cell))),
        ),
      ),
    ),
  ]);
