import type { Element } from 'hast';
import { h } from 'hastscript';
import { type Heading, listItem } from '../../page/list-item.ts';
import { evidenceMark, outcomeMark } from '../../page/marks.ts';
import type { Speaker } from '../../page/speaker.ts';
import { PICK_FORM } from '../../page/pick-form.ts';
import { formatYears } from '../../page/years.ts';
import { forWhat } from '../for-what.ts';
import { outcomeOf } from '../outcome.ts';
import type { CaseView } from '../record.ts';
import { countriesOf } from './countries.ts';

interface ItemOptions {
  /** With a box to tick it. */
  isPickable?: boolean;
  /** The evidence that the list is about, where that is not the one of the first verdict. */
  strength?: number | undefined;
}

/** A case in a list: the problem it starts from, its title, where and when, and how it went, for what. */
export function caseItem(
  view: CaseView,
  speaker: Speaker,
  heading?: Heading,
  { isPickable = false, strength = view.facts.verdicts[0]!.evidence.strength }: ItemOptions = {},
): Element {
  const { tagOf } = speaker;
  const { facts } = view;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const years = formatYears(facts.period, speaker);
  const about = forWhat(facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome));
  const marks = [
    h('span', countriesOf(facts, speaker)),
    ...(years ? [h('span', years)] : []),
    outcomeMark(outcomeOf(facts.verdicts), speaker),
    h('span.about', { lang }, about),
    evidenceMark(strength, speaker),
  ];
  const pick = isPickable ? pickBox(view, speaker) : undefined;
  return listItem(view, { question: facts.problem, marks, pick }, speaker, heading);
}

/** A box to tick a case for comparing or for the shortlist. */
const pickBox = ({ id, facts }: CaseView, { t }: Pick<Speaker, 't'>): Element =>
  h('label.pick', [
    h('input', {
      type: 'checkbox',
      name: 'case',
      value: id,
      form: PICK_FORM,
      ariaLabel: t('pick.case.of', { name: facts.name }),
    }),
    ' ',
    h('span', t('pick.case')),
  ]);
