/** The bundler turns an imported style sheet into `results.css` beside the script. */
declare module '*.css' {}
