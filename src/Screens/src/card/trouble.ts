import { byId, say } from '../shared/dom';
import { memberNumber } from '../shared/format';
import { type Problem, isUncertain } from '../shared/problem';
import { problemWord } from '../shared/words/problemWords';
import { texts } from './texts';

/** What stands in the place of a card that cannot be shown. */
export class Trouble {
  private readonly section = byId('trouble', HTMLElement);

  show(problem: Problem, memberId: string): void {
    const [title, words] =
      problem.code === 'unknown-member'
        ? [texts.noMember, texts.noMemberWords(memberNumber(memberId))]
        : isUncertain(problem)
          ? [texts.notReached, texts.notReachedWords]
          : [texts.noMember, problemWord(problem)];
    say(byId('trouble-title', HTMLElement), title);
    say(byId('trouble-words', HTMLElement), words);
    this.section.hidden = false;
  }

  /** There is nothing to try again. */
  showErased(): void {
    say(byId('trouble-title', HTMLElement), texts.erased);
    say(byId('trouble-words', HTMLElement), texts.erasedWords);
    byId('trouble-again', HTMLButtonElement).hidden = true;
    this.section.hidden = false;
  }

  clear(): void {
    this.section.hidden = true;
  }
}
