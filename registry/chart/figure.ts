import type { Element } from 'hast';
import { h } from 'hastscript';
import type { HtmlContent } from '../page/html.ts';
import type { Speaker } from '../page/speaker.ts';

interface Figure {
  id: string;
  className: string;
  picture: Element;
  caption: HtmlContent[];
  /** The same as a table. */
  table: Element;
  /** On a page of its own the table stands open; elsewhere it is unfolded. */
  isTableOpen?: boolean;
}

/** A picture with its legend, and the same as a table for whoever reads by ear, copies, or has a narrow screen. */
export const figureWithTable = (
  { id, className, picture, caption, table, isTableOpen = false }: Figure,
  { t }: Speaker,
): Element =>
  h('div', { id, className: ['chart', className, ...(isTableOpen ? ['beside'] : [])] }, [
    h('figure', [h('div.chart-scroll', picture), h('figcaption', caption)]),
    isTableOpen ? h('div.chart-table', table) : h('details.chart-table', [h('summary', t('chart.table')), table]),
  ]);
