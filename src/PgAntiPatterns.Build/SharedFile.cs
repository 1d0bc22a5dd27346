using System.Text;

namespace PgAntiPatterns.Build;

/// <summary>A file that the projects of a solution write in turn, each from a process of its own.</summary>
internal static class SharedFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Changes the file while nobody else does; the change is given the text, empty where there is no file, and null leaves the file alone.</summary>
    public static void Change(string path, Func<string, string?> change)
    {
        using var turn = Wait(path + ".lock");
        var old = File.Exists(path) ? File.ReadAllText(path) : "";
        if (change(old) is not { } text || text == old.Replace("\r\n", "\n"))
        {
            return;
        }

        // Compilers read the file meanwhile: they are to see the old text or the new one.
        var next = path + ".next";
        File.WriteAllText(next, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (File.Exists(path))
        {
            File.Replace(next, path, null);
        }
        else
        {
            File.Move(next, path);
        }
    }

    private static FileStream Wait(string path)
    {
        for (var start = DateTime.UtcNow; ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException && DateTime.UtcNow - start < Patience)
            {
                Thread.Sleep(20);
            }
        }
    }
}
