import { finish } from '../shared/access/signIn';
import { byId, setText } from '../shared/dom';
import { writeTexts } from '../shared/i18n';
import { texts } from './texts';

writeTexts(texts);

const answer = new URLSearchParams(location.search);
if (answer.has('code') || answer.has('error')) {
  finish().then(
    (from) => location.replace(from),
    () => say(texts.failed, answer.get('error') === 'access_denied' ? texts.denied : texts.failedHint),
  );
} else {
  say(texts.out, texts.outHint);
}

function say(heading: string, hint: string): void {
  setText(byId('heading', HTMLElement), heading);
  setText(byId('hint', HTMLElement), hint);
  byId('links', HTMLElement).hidden = false;
}
