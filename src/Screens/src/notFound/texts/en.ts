export const english = {
  title: 'There is nothing at this address',
  hint: 'Check the address, or begin here.',
  cardHint: 'A card is opened by its member number.',
  displayHint: 'A display has an airport and a place in its address, such as /display/ZRH/A1.',
  number: 'Member number',
  openCard: 'Open the card',
  start: 'Start',
  till: 'Till',
  console: 'Console',
};
