import type { Problem } from '@loyalty/client';
import { texts } from './texts';

/** What the door says. */
export interface Verdict {
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly word: string;
  readonly why: string;
}

export const letIn = (guests: number): Verdict => ({ verdict: 'yes', word: texts.yes, why: guests === 0 ? texts.aloneIn : texts.withGuests(guests) });

/** Why somebody is not let in, or that nobody can say: a door must not take the one for the other. */
export function turnAway({ code, status }: Pick<Problem, 'code' | 'status'>, guests: number): Verdict {
  const no = (why: string): Verdict => ({ verdict: 'no', word: texts.no, why });
  switch (code) {
    case 'benefit-not-held':
      return no(guests > 0 ? texts.noGuests : texts.noLounge);
    case 'benefit-used-up':
      return no(texts.usedUp);
    case 'nobody':
    case 'unknown-member':
    case 'member-erased':
    case 'member-id-not-valid':
      return no(texts.nobody);
    case 'card-code-expired':
      return no(texts.codeExpired);
    case 'ambiguous':
      return no(texts.ambiguous);
    case 'scan-not-readable':
      return no(texts.notReadable);
    default:
      return { verdict: 'unknown', word: '?', why: status === 0 || status >= 500 ? texts.notReached : texts.refused(code) };
  }
}
