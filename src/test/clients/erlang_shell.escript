#!/usr/bin/env escript
%% A shell by Erlang's ssh on standard input and output: PORT USER METHOD PASSWORD.

main([Port, User, Method, Password]) ->
    {ok, _} = application:ensure_all_started(ssh),
    Options = [
        {user, User},
        {password, Password},
        {user_interaction, false},
        {silently_accept_hosts, true},
        {save_accepted_host, false}
        %% It tries "none" by itself, first.
        | [{auth_methods, Method} || Method =/= "none"]
    ],
    {ok, Session} = ssh:connect("127.0.0.1", list_to_integer(Port), Options),
    {ok, Shell} = ssh_connection:session_channel(Session, infinity),
    Terminal = [{term, "xterm"}, {width, 80}, {height, 24}],
    success = ssh_connection:ptty_alloc(Session, Shell, Terminal),
    ok = ssh_connection:shell(Session, Shell),
    halt(pass_on(open_port({fd, 0, 1}, [binary, stream]), Session, Shell, 255)).

%% Moves bytes both ways until the shell is closed; the answer is its exit status.
pass_on(Person, Session, Shell, Status) ->
    receive
        {Person, {data, Keys}} ->
            ok = ssh_connection:send(Session, Shell, Keys),
            pass_on(Person, Session, Shell, Status);
        {ssh_cm, Session, {data, Shell, _, Drawing}} ->
            port_command(Person, Drawing),
            ssh_connection:adjust_window(Session, Shell, byte_size(Drawing)),
            pass_on(Person, Session, Shell, Status);
        {ssh_cm, Session, {exit_status, Shell, Ended}} ->
            pass_on(Person, Session, Shell, Ended);
        {ssh_cm, Session, {closed, Shell}} ->
            Status;
        _ ->
            pass_on(Person, Session, Shell, Status)
    end.
