import { phrases } from './texts.js';

/** Says a text in another language. May reject: the text stays as it is. */
export type Translate = (text: string, language: string) => Promise<string>;

type Phrases = Readonly<Record<keyof typeof phrases, string>>;
const book: Readonly<Record<string, Phrases>> = {
  de: {
    confirmYes: 'Ja',
    confirmNo: 'Nein',
    confirmRestart: 'Ein neues Gespräch beginnen?',
    language: 'Sprache',
    restart: 'Neu beginnen',
    export: 'Exportieren',
    maximize: 'Maximieren',
    minimize: 'Minimieren',
    name: 'Name',
    email: 'E-Mail',
  },
  fr: {
    confirmYes: 'Oui',
    confirmNo: 'Non',
    confirmRestart: 'Commencer une nouvelle conversation ?',
    language: 'Langue',
    restart: 'Recommencer',
    export: 'Exporter',
    maximize: 'Agrandir',
    minimize: 'Réduire',
    name: 'Nom',
    email: 'E-mail',
  },
  es: {
    confirmYes: 'Sí',
    confirmNo: 'No',
    confirmRestart: '¿Empezar una conversación nueva?',
    language: 'Idioma',
    restart: 'Empezar de nuevo',
    export: 'Exportar',
    maximize: 'Maximizar',
    minimize: 'Minimizar',
    name: 'Nombre',
    email: 'Correo electrónico',
  },
  ar: {
    confirmYes: 'نعم',
    confirmNo: 'لا',
    confirmRestart: 'هل تريد بدء محادثة جديدة؟',
    language: 'اللغة',
    restart: 'بدء من جديد',
    export: 'تصدير',
    maximize: 'تكبير',
    minimize: 'تصغير',
    name: 'الاسم',
    email: 'البريد الإلكتروني',
  },
};

const names = Object.keys(phrases) as (keyof typeof phrases)[];

/**
 * Stands in for a translator: it knows its phrase book, and marks every other text with the language that it should be
 * in. Rejects for a language that nobody has a name for.
 */
export async function mockTranslate(text: string, language: string): Promise<string> {
  const phrase = names.find((name) => phrases[name] === text);
  const known = phrase && book[new Intl.Locale(language).language]?.[phrase];
  if (known !== undefined) return known;
  const called = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(language);
  if (called === undefined) throw new Error(`There is no language “${language}”.`);
  return `[${language}] ${text}`;
}
