import { type Dictionary, translate } from '../i18n';

const english = {
  title: 'A key is needed',
  forPeople: 'Paste the token that your sign-in gave you, or a key. It is kept until this tab is closed.',
  forDevice: 'Paste the key of this device. It is kept here until it is forgotten.',
  secret: 'Key or token',
  enter: 'Continue',
  wrong: 'This key or token is not accepted.',
  unreachable: 'The engine could not be reached.',
  forget: 'Forget the key of this page',
};

const words: Dictionary<typeof english> = {
  en: english,
  de: {
    title: 'Ein Schlüssel fehlt',
    forPeople: 'Fügen Sie das Token Ihrer Anmeldung oder einen Schlüssel ein. Es bleibt, bis dieser Tab geschlossen wird.',
    forDevice: 'Fügen Sie den Schlüssel dieses Geräts ein. Er bleibt hier, bis er vergessen wird.',
    secret: 'Schlüssel oder Token',
    enter: 'Weiter',
    wrong: 'Dieser Schlüssel oder dieses Token gilt nicht.',
    unreachable: 'Das System ist nicht erreichbar.',
    forget: 'Schlüssel dieser Seite vergessen',
  },
  fr: {
    title: 'Une clé est nécessaire',
    forPeople: 'Collez le jeton reçu à la connexion, ou une clé. Il est gardé jusqu’à la fermeture de cet onglet.',
    forDevice: 'Collez la clé de cet appareil. Elle reste ici jusqu’à ce qu’elle soit oubliée.',
    secret: 'Clé ou jeton',
    enter: 'Continuer',
    wrong: 'Cette clé ou ce jeton n’est pas accepté.',
    unreachable: 'Le système est injoignable.',
    forget: 'Oublier la clé de cette page',
  },
  it: {
    title: 'Serve una chiave',
    forPeople: 'Incolla il token ricevuto all’accesso, o una chiave. Resta finché questa scheda è aperta.',
    forDevice: 'Incolla la chiave di questo dispositivo. Resta qui finché non viene dimenticata.',
    secret: 'Chiave o token',
    enter: 'Continua',
    wrong: 'Questa chiave o questo token non è accettato.',
    unreachable: 'Il sistema non è raggiungibile.',
    forget: 'Dimentica la chiave di questa pagina',
  },
};

export const accessWords = translate(words);
