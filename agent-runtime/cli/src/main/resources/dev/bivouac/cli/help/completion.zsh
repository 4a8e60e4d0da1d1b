#compdef {{program}}
# Completion of {{program}} for zsh: source <({{program}} completion zsh)
(( $+functions[compdef] )) || { autoload -U compinit && compinit; }
_{{program}}() {
  local place='' i
  local -a names options
  for ((i = 2; i < CURRENT; i++)); do
    case "$place ${words[i]}" in
      {{paths}}) place="$place ${words[i]}" ;;
      *) break ;;
    esac
  done
  case "$place ${words[CURRENT-1]}" in
{{values}}  esac
  case $place in
{{contents}}  esac
  case $PREFIX in
    -*) _describe -o option options ;;
    *) _describe word names ;;
  esac
}
compdef _{{program}} {{program}}
