package dev.gatepost.local;

import dev.gatepost.local.tools.ExplainCommand;
import dev.gatepost.local.tools.JwksCommand;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the server and its tools, as picocli reads and explains it. */
@Command(
    name = "gatepost",
    mixinStandardHelpOptions = true,
    versionProvider = ServerCommand.Version.class,
    sortOptions = false,
    description = {
      "A message board behind verified tokens, with its page, on one machine.",
      "Without an issuer it starts one of its own, for development."
    },
    synopsisHeading = "",
    customSynopsis = {
      "Usage: java -jar gatepost.jar [OPTIONS]        runs the server",
      "       java -jar gatepost.jar COMMAND --help   shows how to use a tool"
    },
    descriptionHeading = "%n",
    commandListHeading = "%nTools:%n",
    optionListHeading = "%nOptions, over the environment [VARIABLE]:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar gatepost.jar",
      "  java -jar gatepost.jar --port 0 --api-port 0 --store memory:",
      "  java -jar gatepost.jar --issuer https://dev-1.okta.com/oauth2/default \\",
      "      --audience api://default --jwks file:keys.json --client-id 0oa1"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:help was asked for",
      "1:a port or the store cannot be had",
      "2:a setting is missing or wrong",
      "130, 143:stopped by Ctrl-C, by the system"
    })
final class ServerCommand implements Runnable {
  private static final int INVALID_SETTINGS = CommandLine.ExitCode.USAGE;

  private final Map<String, String> environment;

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Spec
  private CommandSpec spec;

  private ServerCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The command, ready to be executed with arguments; it returns once the server runs. */
  static CommandLine line(Map<String, String> environment) {
    CommandLine line = new CommandLine(new ServerCommand(environment));
    for (Setting setting : Setting.values()) {
      line.getCommandSpec().addOption(setting.toOption());
    }
    line.addSubcommand(new JwksCommand());
    line.addSubcommand(new ExplainCommand(environment, System.in, Clock.systemUTC()));
    line.addSubcommand(new ExportCommand(environment, Clock.systemUTC()));
    line.addSubcommand(new ImportCommand(environment, System.in, Clock.systemUTC()));
    line.addSubcommand(new BackupCommand(environment));
    line.addSubcommand(new GenerateCompletion());
    return line.setParameterExceptionHandler(ServerCommand::explainUsage)
        .setExecutionExceptionHandler((e, at, parsed) -> Program.explain(e, at.getErr()));
  }

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    Map<String, String> values = Setting.all(environment, Setting.given(line.getParseResult()));
    Program.serve(values, line.getOut(), line.getErr());
  }

  private static int explainUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    err.println("--help shows the options.");
    return INVALID_SETTINGS;
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ServerCommand.class.getPackage().getImplementationVersion();
      return new String[] {"gatepost " + Optional.ofNullable(version).orElse("(not from a jar)")};
    }
  }
}
