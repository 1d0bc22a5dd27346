using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class ValuesTextPerRowTests
{
    [Fact]
    public Task A_row_of_numbered_placeholders_per_element_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        record Reading(int Sensor, double Value);

        class Meter(NpgsqlConnection connection)
        {
            public void Builder(List<Reading> readings)
            {
                using var command = connection.CreateCommand();
                var sql = new StringBuilder("insert into readings (sensor, value) values ");
                for (var at = 0; at < readings.Count; at++)
                {
                    sql.Append({|PGAP2014:$"(@s{at}, @v{at}),"|});
                    command.Parameters.AddWithValue("s" + at, readings[at].Sensor);
                    command.Parameters.AddWithValue("v" + at, readings[at].Value);
                }

                command.CommandText = sql.ToString().TrimEnd(',');
                command.ExecuteNonQuery();
            }

            public void Joined(Reading[] readings)
            {
                var rows = readings.Select((reading, at) => {|PGAP2014:$"(@s{at}, @v{at})"|});
                Console.WriteLine("insert into readings (sensor, value) values " + string.Join(",", rows));
            }
        }
        """);

    [Fact]
    public Task Lists_of_placeholders_and_other_text_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Texts
        {
            public string Names(int[] ids) => string.Join(",", ids.Select((id, at) => $"@p{at}"));

            public void Talk(string[] people, StringBuilder text)
            {
                foreach (var person in people)
                {
                    text.Append($"(see {person}, page 4)");
                }
            }

            public string Once(int at) => $"(@s{at}, @v{at})";
        }
        """);

    [Fact]
    public Task Rows_made_by_concatenation_by_format_and_of_one_value_are_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        record Reading(int Sensor, double Value);

        class Meter(NpgsqlConnection connection)
        {
            public void Concatenated(List<Reading> readings)
            {
                var sql = "insert into readings (sensor, value) values ";
                var at = 0;
                foreach (var reading in readings)
                {
                    sql += {|PGAP2014:(at == 0 ? "" : ", ") + "($" + (at + 1) + ", $" + (at + 2) + ")"|};
                    at += 2;
                }

                Console.WriteLine(sql);
            }

            public void Formatted(Reading[] readings, StringBuilder sql)
            {
                for (var at = 0; at < readings.Length; at++)
                {
                    {|PGAP2014:sql.AppendFormat("(@sensor{0}, @value{0}),", at)|};
                }
            }

            public void Single(List<int> sensors, DynamicParameters parameters) =>
                connection.Execute("insert into sensors (id) values " + string.Join(", ", sensors.Select((_, at) => {|PGAP2014:$"(@p{at})"|})), parameters);
        }
        """);

    [Fact]
    public Task One_placeholder_in_parentheses_without_values_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Texts
        {
            public string Terms(int[] ids) => "select 1 where x = any(array[" + string.Join(",", ids.Select((id, at) => $"(@p{at})")) + "])";

            public void Log(string[] names, List<string> lines)
            {
                foreach (var name in names)
                {
                    lines.Add("(" + name + ", " + name.Length + ")");
                }
            }
        }
        """);
}
