import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Speaker } from '#registry/page/speaker.ts';

interface SignInPage {
  /** Where the form leads: the page that was asked for. */
  action: string;
  /** What somebody typed there before the sign-in ended. */
  typed: readonly (readonly [name: string, value: string])[];
  /** Why the last attempt failed, or why a new one is needed. */
  problem?: string | undefined;
}

/** Where a reviewer types the token. */
export function signInPage({ action, typed, problem }: SignInPage, { t }: Speaker): ElementContent[] {
  return [
    h('h1', t('review.signIn')),
    h('p.lede', t('review.signIn.lede')),
    h('form.submit-form', { method: 'post', action }, [
      h('div.field', { className: problem ? ['has-error'] : [] }, [
        h('label', { htmlFor: 'token' }, t('review.token')),
        h('p.help', { id: 'token-help' }, t('review.token.help')),
        ...(problem ? [h('p.field-error', { id: 'token-error', role: 'alert' }, problem)] : []),
        h('input', {
          ...{ type: 'password', id: 'token', name: 'token', required: true, autoComplete: 'current-password' },
          ariaInvalid: problem ? 'true' : undefined,
          ariaDescribedBy: ['token-help', ...(problem ? ['token-error'] : [])],
        }),
      ]),
      ...typed.map(([name, value]) => h('input', { type: 'hidden', name, value })),
      h('p', h('button', { type: 'submit', name: 'go', value: 'sign-in' }, t('review.signIn.do'))),
      h('p.small', t('review.cookie')),
    ]),
  ];
}

/** Where proposals are pull requests: the address of the page, and where review happens. */
export const elsewherePage = (pulls: string, { t }: Speaker): ElementContent[] => [
  h('h1', t('review.title')),
  h('p.lede', t('review.onGitHub')),
  h('p', h('a', { href: pulls }, t('review.onGitHub.link'))),
];
