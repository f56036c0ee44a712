import { notMember } from '../../lab/rules/member.ts';
import type { SessionRule } from '../record.ts';

/** Nobody takes part who has not joined the registry, and said so. */
export const checkParticipants: SessionRule = (record, registry) =>
  (record.facts.participants ?? []).flatMap(({ lab }, index) => notMember(record, registry, ['participants', index, 'lab'], lab));
