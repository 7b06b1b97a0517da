import { el } from '../../shared/dom';
import { type Reshape, type Write, choiceField, textField, valuesField } from './fields';
import { type JsonObject, at, isList, isObject, put } from './programmeJson';
import { texts } from './texts';

/** The groups that bonuses stand in, and the lists that conditions name. */
export function listFields(draft: JsonObject, write: Write, reshape: Reshape): HTMLElement {
  const [groups, lists] = [at(draft, ['earning', 'groups']), at(draft, ['earning', 'lists'])];
  const [heldGroups, heldLists] = [isList(groups) ? groups : [], isObject(lists) ? lists : {}];
  const to = (path: readonly (string | number)[], value: Parameters<typeof put>[2]) => reshape((current) => put(current, ['earning', ...path], value));
  return el(
    'section',
    { class: 'draft-part' },
    el(
      'div',
      { class: 'panel-head' },
      el('h3', {}, texts.groupsAndLists),
      el(
        'div',
        { class: 'draft-add' },
        button(texts.addGroup, () => to(['groups', heldGroups.length], { id: freeName('group', heldGroups.map((group) => at(group, ['id']))), mode: 'best' })),
        button(texts.addList, () => to(['lists', freeName('list', Object.keys(heldLists))], [])),
      ),
    ),
    ...heldGroups.map((group, index) => {
      const field = (label: string, name: string) => ({ label, path: ['earning', 'groups', index, name], value: at(group, [name]), write });
      const id = String(at(group, ['id']) ?? '');
      return el(
        'fieldset',
        { class: 'draft-item' },
        el('legend', {}, texts.groupOf(id)),
        textField(field(texts.ruleId, 'id')),
        choiceField(field(texts.mode, 'mode'), [
          ['best', texts.modes.best],
          ['sum', texts.modes.sum],
        ]),
        choiceField(field(texts.last, 'last'), [
          [false, texts.no],
          [true, texts.yes],
        ]),
        button(texts.remove, () => to(['groups', index], undefined), texts.removeOf(id)),
      );
    }),
    ...Object.entries(heldLists).map(([name, values]) =>
      el(
        'fieldset',
        { class: 'draft-item' },
        el('legend', {}, texts.listOf(name)),
        valuesField({ label: texts.values, path: ['earning', 'lists', name], value: values, write }),
        button(texts.remove, () => to(['lists', name], undefined), texts.removeOf(name)),
      ),
    ),
  );
}

function button(words: string, act: () => void, label = words): HTMLElement {
  const made = el('button', { type: 'button', class: 'quiet small', 'aria-label': label }, words);
  made.addEventListener('click', act);
  return made;
}

function freeName(word: string, taken: readonly unknown[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${word}-${number}`)) number += 1;
  return `${word}-${number}`;
}
