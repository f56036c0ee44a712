import type { Response } from 'express';
import type { Element } from 'hast';
import { h } from 'hastscript';
import { LAB_TOKEN } from '#registry/submission/form/form-problem.ts';
import { checkLabToken } from '../http/auth.ts';
import { firstValue, type FormBody } from './form-body.ts';
import type { FormContext } from './form-context.ts';
import { type FormOptions, nowOf } from './form-options.ts';
import { fieldError } from './question-parts.ts';

/** The lab whose token a posted page has; undefined without one, and `isRefused` when the token opens nothing. */
export async function labOfForm(
  { fields }: FormBody,
  response: Response,
  { outbox, log, metrics, ...options }: FormOptions,
): Promise<{ lab?: string; isRefused: boolean }> {
  const token = firstValue(fields, LAB_TOKEN).trim();
  if (token === '') return { isRefused: false };
  const lab = await checkLabToken(token, nowOf(options), response, { tokens: outbox.tokens, log, metrics });
  return lab === undefined ? { isRefused: true } : { lab, isRefused: false };
}

interface TokenField {
  /** What the token is for on this page. */
  help: string;
  isRequired?: boolean;
  /** Why what was typed was not taken. */
  problem?: string | undefined;
}

/** Asks for the token of a lab. It is always empty: a token is typed anew, and never sent back to a browser. */
export const tokenField = ({ help, isRequired, problem }: TokenField, context: FormContext): Element =>
  h('div.field', { className: problem === undefined ? [] : ['has-error'] }, [
    h('label', { htmlFor: LAB_TOKEN }, context.t('token.label')),
    h('p.help', { id: `${LAB_TOKEN}-help` }, `${context.t('token.help')} ${help}`),
    ...fieldError(LAB_TOKEN, problem, context),
    h('input', {
      ...{ id: LAB_TOKEN, name: LAB_TOKEN, type: 'password', autoComplete: 'off', required: isRequired },
      ariaInvalid: problem === undefined ? undefined : 'true',
      ariaDescribedBy: [`${LAB_TOKEN}-help`, ...(problem === undefined ? [] : [`${LAB_TOKEN}-error`])],
    }),
  ]);
