import { byId, setText } from '../shared/dom';
import { memberNumber } from '../shared/format';
import { type Problem, isUncertain } from '../shared/problem';
import { problemText } from '../shared/texts/problemText';
import { texts } from './texts';

/** What stands in the place of a card that cannot be shown. */
export class ErrorNotice {
  private readonly section = byId('error', HTMLElement);

  show(problem: Problem, memberId: string): void {
    const [title, words] =
      problem.code === 'unknown-member'
        ? [texts.noMember, texts.noMemberWords(memberNumber(memberId))]
        : isUncertain(problem)
          ? [texts.notReached, texts.notReachedWords]
          : [texts.noMember, problemText(problem)];
    setText(byId('error-title', HTMLElement), title);
    setText(byId('error-words', HTMLElement), words);
    this.section.hidden = false;
  }

  /** There is nothing to try again. */
  showErased(): void {
    setText(byId('error-title', HTMLElement), texts.erased);
    setText(byId('error-words', HTMLElement), texts.erasedWords);
    byId('error-again', HTMLButtonElement).hidden = true;
    this.section.hidden = false;
  }

  clear(): void {
    this.section.hidden = true;
  }
}
