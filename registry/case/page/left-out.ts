import type { Speaker } from '../../page/speaker.ts';
import type { BriefLimits } from '../brief.ts';

/** "3 lessons and 2 results": what a brief leaves to the whole record; undefined when that is nothing. */
export function sayLeftOut(counts: BriefLimits, { t, list }: Pick<Speaker, 't' | 'list'>): string | undefined {
  const said = Object.entries<number>({ ...counts }).flatMap(([name, count]) =>
    count > 0 ? [t(`brief.more.${name}`, { count })] : [],
  );
  return said.length > 0 ? list(said) : undefined;
}
