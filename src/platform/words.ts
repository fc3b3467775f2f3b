export type Language = 'vi' | 'en'

/** The same keys in the other language; a sentence with a blank stays a function of the same blanks. */
export type WordsLike<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Blanks) => string
    ? (...args: Blanks) => string
    : T[Key] extends string
      ? string
      : WordsLike<T[Key]>
}

/** Vietnamese sets the keys, English must have them all: the compiler checks that nothing is left unsaid. */
export type Worded<T> = Readonly<Record<Language, WordsLike<T>>>
