/** Locales whose collations Spark lists, with their language and country: facts of ICU as Spark shows them. */
const text = `
  UNICODE; af:Afrikaans; am:Amharic; ar:Arabic; ar_SAU:Arabic:Saudi Arabia; as:Assamese; az:Azerbaijani; be:Belarusian;
  bg:Bulgarian; blo:Anii; bn:Bangla; bo:Tibetan; br:Breton; bs:Bosnian; bs_Cyrl:Bosnian; ca:Catalan; ceb:Cebuano; chr:Cherokee;
  cs:Czech; cy:Welsh; da:Danish; de:German; de_AUT:German:Austria; dsb:Lower Sorbian; dz:Dzongkha; ee:Ewe; el:Greek; en:English;
  en_USA:English:United States; eo:Esperanto; es:Spanish; et:Estonian; fa:Persian; fa_AFG:Persian:Afghanistan; ff:Fula;
  ff_Adlm:Fula; fi:Finnish; fil:Filipino; fo:Faroese; fr:French; fr_CAN:French:Canada; fy:Western Frisian; ga:Irish; gl:Galician;
  gu:Gujarati; ha:Hausa; haw:Hawaiian; he:Hebrew; he_ISR:Hebrew:Israel; hi:Hindi; hr:Croatian; hsb:Upper Sorbian; hu:Hungarian;
  hy:Armenian; id:Indonesian; id_IDN:Indonesian:Indonesia; ig:Igbo; is:Icelandic; it:Italian; ja:Japanese; ka:Georgian; kk:Kazakh;
  kk_Arab:Kazakh; kl:Kalaallisut; km:Khmer; kn:Kannada; ko:Korean; kok:Konkani; ku:Kurdish; ky:Kyrgyz; lb:Luxembourgish;
  lij:Ligurian; lkt:Lakota; ln:Lingala; lo:Lao; lt:Lithuanian; lv:Latvian; mk:Macedonian; ml:Malayalam; mn:Mongolian; mr:Marathi;
  ms:Malay; mt:Maltese; my:Burmese; nb:Norwegian Bokmål; nb_NOR:Norwegian Bokmål:Norway; ne:Nepali; nl:Dutch; nn:Norwegian Nynorsk;
  no:Norwegian; nso:Northern Sotho; om:Oromo; or:Odia; pa:Punjabi; pa_Guru:Punjabi; pa_Guru_IND:Punjabi:India; pl:Polish;
  ps:Pashto; pt:Portuguese; ro:Romanian; ru:Russian; sa:Sanskrit; se:Northern Sami; si:Sinhala; sk:Slovak; sl:Slovenian;
  smn:Inari Sami; sq:Albanian; sr:Serbian; sr_Cyrl:Serbian; sr_Cyrl_BIH:Serbian:Bosnia & Herzegovina;
  sr_Cyrl_MNE:Serbian:Montenegro; sr_Cyrl_SRB:Serbian:Serbia; sr_Latn:Serbian; sr_Latn_BIH:Serbian:Bosnia & Herzegovina;
  sr_Latn_SRB:Serbian:Serbia; st:Southern Sotho; sv:Swedish; sw:Swahili; ta:Tamil; te:Telugu; th:Thai; tk:Turkmen; tn:Tswana;
  to:Tongan; tr:Turkish; ug:Uyghur; uk:Ukrainian; ur:Urdu; uz:Uzbek; vi:Vietnamese; wae:Walser; wo:Wolof; xh:Xhosa; yi:Yiddish;
  yo:Yoruba; zh:Chinese; zh_Hans:Chinese; zh_Hans_CHN:Chinese:China; zh_Hans_SGP:Chinese:Singapore; zh_Hant:Chinese;
  zh_Hant_HKG:Chinese:Hong Kong SAR China; zh_Hant_MAC:Chinese:Macao SAR China; zh_Hant_TWN:Chinese:Taiwan; zu:Zulu
`;

export interface CollationLocale {
  readonly name: string;
  readonly language: string | null;
  readonly country: string | null;
}

export const collationLocales: readonly CollationLocale[] = text.split(';').map(each => {
  const [name = '', language = null, country = null] = each.trim().split(':');
  return { name, language, country };
});
