# Completion of {{program}} for fish: put it into ~/.config/fish/completions/{{program}}.fish
function __{{program}}_in
    set -l words (commandline -opc)
    set -e words[1]
    test (count $words) -ge (count $argv); or return 1
    for at in (seq (count $argv))
        test "$words[$at]" = "$argv[$at]"; or return 1
    end
end
function __{{program}}_at
    set -l words (commandline -opc)
    test (count $words) -eq (math 1 + (count $argv)); and __{{program}}_in $argv
end
complete -c {{program}} -f
{{lines}}
