# Completion of {{program}} for bash: source <({{program}} completion bash)
_{{program}}() {
  local IFS=$' \t\n' cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} place='' words='' options='' i
  # bash takes --name=value for three words.
  [ "$cur" = '=' ] && cur=''
  [ "$prev" = '=' ] && prev=${COMP_WORDS[COMP_CWORD - 2]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$place ${COMP_WORDS[i]}" in
      {{paths}}) place="$place ${COMP_WORDS[i]}" ;;
      *) break ;;
    esac
  done
  COMPREPLY=()
  case "$place $prev" in
{{values}}  esac
  case $place in
{{contents}}  esac
  case $cur in
    -*) words=$options ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _{{program}} {{program}}
