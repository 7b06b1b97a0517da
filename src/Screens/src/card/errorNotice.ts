import { type Problem, isUncertain } from '@loyalty/client';
import { byId, setText } from '../shared/dom';
import { memberNumber } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import { texts } from './texts';

/** What stands in the place of a card that cannot be shown. */
export class ErrorNotice {
  private readonly section = byId('error', HTMLElement);

  show(problem: Problem): void {
    if (isUncertain(problem)) this.put(texts.notReached, texts.notReachedWords);
    else this.put(texts.noMember, problemText(problem));
  }

  /** A link that opens no card: it is over, or somebody else's. */
  showLink(problem: Problem): void {
    if (isUncertain(problem)) this.put(texts.notReached, texts.notReachedWords);
    else this.put(texts.linkOver, problem.code === 'link-used' ? texts.linkUsedWords : texts.linkOverWords);
    byId('error-again', HTMLButtonElement).addEventListener('click', () => location.reload());
  }

  showUnknown(memberId: string): void {
    this.put(texts.noMember, texts.noMemberWords(memberNumber(memberId)));
  }

  /** There is nothing to try again. */
  showErased(): void {
    this.put(texts.erased, texts.erasedWords);
    byId('error-again', HTMLButtonElement).hidden = true;
  }

  private put(title: string, words: string): void {
    setText(byId('error-title', HTMLElement), title);
    setText(byId('error-words', HTMLElement), words);
    this.section.hidden = false;
    byId('skeleton', HTMLElement).hidden = true;
  }

  clear(): void {
    byId('skeleton', HTMLElement).hidden = true;
    this.section.hidden = true;
  }
}
