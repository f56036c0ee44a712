import type { LessonHit } from '#registry/search/page.ts';
import { marked, pagePath, peerTag } from './hit-item.ts';
import { byId, make, settings } from './settings.ts';

/** The lessons that answer by themselves, before the cases: each with its kind, and a link to its place in its case. */
export function showLessons(lessons: readonly LessonHit[]): void {
  byId('lessons').hidden = lessons.length === 0;
  byId('lessons')
    .querySelector('ul')!
    .replaceChildren(...lessons.map(lessonItem));
}

function lessonItem({ case: caseId, id, kind, title, language, segments, peer }: LessonHit): HTMLLIElement {
  const lang = language === settings.locale.id ? undefined : (settings.languages[language]?.tag ?? language);
  const path = `${pagePath('case', caseId, peer)}#lesson-${id}`;
  return make(
    'li',
    {},
    make('p', { lang, class: 'lesson-text' }, ...marked(segments)),
    make(
      'p',
      { class: 'lesson-source' },
      make('span', {}, settings.lessonKinds[kind] ?? kind),
      ' · ',
      make('a', { href: path, lang }, title),
      ...(peer ? [' ', peerTag(peer)] : []),
    ),
  );
}
