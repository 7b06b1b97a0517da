import { byId, setText } from '../shared/dom';
import { writeTexts } from '../shared/i18n';
import { cleanMemberNumber } from '../shared/memberNumber';
import { texts } from './texts';

writeTexts(texts);
setText(byId('address', HTMLElement), location.pathname);

// Whoever has forgotten what stands behind an address is told, or helped on.
const [first] = location.pathname.split('/').filter((part) => part !== '');
if (first === 'display') setText(byId('hint', HTMLElement), texts.displayHint);
if (first === 'card') {
  setText(byId('hint', HTMLElement), texts.cardHint);
  const form = byId('open', HTMLFormElement);
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const number = cleanMemberNumber(byId('number', HTMLInputElement).value);
    if (number !== '') location.assign(`/card/${encodeURIComponent(number)}`);
  });
}
