import type { Question } from './question.js';

/** What nobody should be asked to type into a chat, in the languages such questions come in. */
const secret =
  /pass[\s_-]?(?:wor[dt]|phrase|code)|passwd|\bpwd\b|kennwort|mot[\s_-]de[\s_-]passe|contrase|senha|wachtwoord|парол|密码|密碼|パスワード|كلمة[\s_]المرور|(?:credit|debit|kredit)[\s_-]?(?:card|karte)|^card[\s_-]?(?:number|no\b)|\bcv[vc]2?\b|\bpin\b(?![\s_-]?code)|security[\s_-]code/iu;
const secretFill = /^cc-|password|one-time-code/i;

/** A question for passwords or cards is not asked, sent or remembered. Choosing from a list gives nothing away. */
export const isRefused = ({ type, name, label, hint, placeholder, autocomplete, items }: Question): boolean =>
  items.length === 0 &&
  (type === 'password' ||
    secretFill.test(autocomplete ?? '') ||
    [name, label, hint, placeholder].some((text) => text !== undefined && secret.test(text)));
