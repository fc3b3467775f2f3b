import type { WordsLike } from './words.ts'
import type { vi } from './words.vi.ts'

export const en: WordsLike<typeof vi> = {
  field: {
    empty: 'Please fill this in.',
    short: (least) => `At least ${least} characters are needed.`,
    long: (most) => `Longer than ${most} characters; please shorten it.`,
    choose: 'Please choose one.',
    wrong: 'This does not look right; please check it.',
    day: 'Not a day. Write it like 23/11/2026.',
    robot: 'The sum is not right; please try again.',
  },
  formRefused: 'Not sent yet. What you typed is still here; please look at the marked fields.',
  heldBack: 'Signed in again. What you wrote is below: please check it and send.',
  notFound: 'This page does not exist',
  notFoundText: 'The address may be old or mistyped. If you need help, call the number at the top of your unit’s page.',
  broken: 'Something went wrong',
  brokenText:
    'What you just did was not recorded. Please try again in a few minutes. If it goes on, tell an official this reference:',
  tooLarge: 'Too much at once: at most 5 files and 60 MB in all.',
  crossSite: 'This request did not come from our pages and was not taken.',
  home: 'Home',
  downloads: { xlsx: 'Download XLSX', csv: 'Download CSV' },
  file: {
    tableTooLarge: 'One file at a time, at most 20 MB. Please split the register by year.',
    noTable: 'Only Excel tables (.xlsx) or CSV. Open an old .xls file in Excel and save it as .xlsx.',
    notUtf8: 'This CSV file is not UTF-8. In Excel choose "Save as", then "CSV UTF-8".',
    tooMany: 'At most 5 files at a time.',
    tooLarge: 'The files are too large: at most 60 MB in all.',
    heic: 'HEIC pictures cannot be opened here. Please take a screenshot of the picture, or set the camera to “Most compatible”.',
    macros: 'This file contains macros and is not taken. Please save it as .docx, .xlsx or PDF.',
    unknownType: 'Only pictures (JPG, PNG, WebP), PDF, Word (.docx) and Excel (.xlsx) are taken.',
    broken: 'The picture is damaged; please choose another file.',
  },
}
