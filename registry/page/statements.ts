import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Citation } from '../schema/fields.ts';
import type { Citations } from './citations.ts';
import type { HtmlContent } from './html.ts';
import type { Speaker } from './speaker.ts';

interface Statement {
  id: string;
  text: string;
  basis?: string;
  sources?: readonly Citation[] | undefined;
  /** The subject, if the words do not name it. */
  before?: HtmlContent;
}

/**
 * Statements of a record as a list, each with its anchor (`<name>-<id>`), its sources, and a mark if we inferred it. Steps are
 * an ordered list.
 */
export const statements = (
  name: string,
  items: readonly Statement[] | undefined,
  { citations, lang, speaker }: { citations: Citations; lang: string | undefined; speaker: Speaker },
): Element[] =>
  items && items.length > 0
    ? [
        h(
          `${name === 'step' ? 'ol' : 'ul'}.transfer`,
          items.map(({ id, text, basis, sources, before }) =>
            h('li', { id: `${name}-${id}` }, [
              ...(before === undefined ? [] : [before, ': ']),
              h('span', { lang }, text),
              ...citations.links(sources),
              ...(basis === 'derived' ? [' ', h('span.tag', speaker.t('lesson.derived'))] : []),
            ]),
          ),
        ),
      ]
    : [];
