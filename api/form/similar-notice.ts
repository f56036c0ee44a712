import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths as sitePaths } from '#registry/addresses.ts';
import type { FormContext } from './form-context.ts';
import type { SimilarCaseLink } from './similar-cases.ts';
import type { FormState } from './form-state.ts';

/** A notice with similar cases of the registry: this case, or its origin. */
export function similarNotice(similar: readonly SimilarCaseLink[], state: FormState, { t, locale }: FormContext): Element[] {
  if (similar.length === 0 || state.improves) return [];
  return [
    h('section.similar', { ariaLabelledBy: 'similar-title' }, [
      h('h2', { id: 'similar-title' }, t('form.similar.title')),
      h('p', t('form.similar.text')),
      h(
        'ul',
        similar.map(({ id, title, countries, registry }) => {
          const href = registry ? sitePaths.foreignCase(locale.id, registry.id, id) : sitePaths.case(locale.id, id);
          return h('li', [
            h('a', { href, target: '_blank', rel: 'noopener' }, title),
            ` (${countries}) · `,
            registry
              ? t('foreign.from', { name: registry.name })
              : h('a', { href: sitePaths.improve(locale.id, id) }, t('form.similar.improve')),
          ]);
        }),
      ),
    ]),
  ];
}
